-- Version 2. Words of claims and reports, for search; triggers keep them in step with what is
-- read, in the same transaction.

CREATE TABLE claim_texts (
    n        INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE REFERENCES claims (id) ON DELETE CASCADE,
    quote    TEXT NOT NULL,
    voices   TEXT,
    places   TEXT,
    low      REAL NOT NULL,
    high     REAL NOT NULL
);

CREATE VIRTUAL TABLE claim_words USING fts5 (
    quote, voices, places,
    content = 'claim_texts', content_rowid = 'n',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER claim_texts_in AFTER INSERT ON claim_texts BEGIN
    INSERT INTO claim_words (rowid, quote, voices, places)
    VALUES (new.n, new.quote, new.voices, new.places);
END;

CREATE TRIGGER claim_texts_out AFTER DELETE ON claim_texts BEGIN
    INSERT INTO claim_words (claim_words, rowid, quote, voices, places)
    VALUES ('delete', old.n, old.quote, old.voices, old.places);
END;

CREATE TRIGGER claims_in AFTER INSERT ON claims BEGIN
    INSERT INTO claim_texts (claim_id, quote, voices, places, low, high)
    SELECT new.id,
        json_extract(p.data, '$.quote'),
        (SELECT group_concat(json_extract(v.value, '$.name'), ' | ') FROM json_each(p.data, '$.chain') v),
        (SELECT group_concat(coalesce(json_extract(w.value, '$.name'), json_extract(w.value, '$.text')), ' | ')
         FROM json_each(p.data, '$.places') w),
        json_extract(p.data, '$.certainty.low'),
        json_extract(p.data, '$.certainty.high')
    FROM (SELECT CAST(new.payload AS TEXT) AS data) p;
END;

INSERT INTO claim_texts (claim_id, quote, voices, places, low, high)
SELECT p.id,
    json_extract(p.data, '$.quote'),
    (SELECT group_concat(json_extract(v.value, '$.name'), ' | ') FROM json_each(p.data, '$.chain') v),
    (SELECT group_concat(coalesce(json_extract(w.value, '$.name'), json_extract(w.value, '$.text')), ' | ')
     FROM json_each(p.data, '$.places') w),
    json_extract(p.data, '$.certainty.low'),
    json_extract(p.data, '$.certainty.high')
FROM (SELECT id, CAST(payload AS TEXT) AS data FROM claims) p;

CREATE INDEX claim_texts_low ON claim_texts (low);
CREATE INDEX claims_order ON claims (known_utc, report_id, ordinal);

-- A report's text stands in its payload; here are only the words, and a number that stays.
CREATE TABLE report_numbers (
    n         INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE report_words USING fts5 (
    outlet, title, body, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER reports_in AFTER INSERT ON reports BEGIN
    INSERT INTO report_numbers (report_id) VALUES (new.id);
    INSERT INTO report_words (rowid, outlet, title, body)
    SELECT n, new.outlet,
        json_extract(CAST(new.payload AS TEXT), '$.title'),
        json_extract(CAST(new.payload AS TEXT), '$.text')
    FROM report_numbers WHERE report_id = new.id;
END;

CREATE TRIGGER reports_out AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, outlet, title, body)
    SELECT 'delete', n, old.outlet,
        json_extract(CAST(old.payload AS TEXT), '$.title'),
        json_extract(CAST(old.payload AS TEXT), '$.text')
    FROM report_numbers WHERE report_id = old.id;
    DELETE FROM report_numbers WHERE report_id = old.id;
END;

-- A report's id is the hash of outlet, address and text: read again, only its title can differ.
CREATE TRIGGER reports_again AFTER UPDATE OF payload ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, outlet, title, body)
    SELECT 'delete', n, old.outlet,
        json_extract(CAST(old.payload AS TEXT), '$.title'),
        json_extract(CAST(old.payload AS TEXT), '$.text')
    FROM report_numbers WHERE report_id = old.id;
    INSERT INTO report_words (rowid, outlet, title, body)
    SELECT n, new.outlet,
        json_extract(CAST(new.payload AS TEXT), '$.title'),
        json_extract(CAST(new.payload AS TEXT), '$.text')
    FROM report_numbers WHERE report_id = new.id;
END;

INSERT INTO report_numbers (report_id) SELECT id FROM reports ORDER BY known_utc, id;
INSERT INTO report_words (rowid, outlet, title, body)
SELECT n, r.outlet,
    json_extract(CAST(r.payload AS TEXT), '$.title'),
    json_extract(CAST(r.payload AS TEXT), '$.text')
FROM report_numbers JOIN reports r ON r.id = report_id;
