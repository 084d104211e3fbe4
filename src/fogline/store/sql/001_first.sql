-- Version 1. Times named *_utc are ISO instants in UTC ending in Z, so that they sort as text.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The report as read; links to other reports stand in columns of their own because a later
-- report can change them, and lead over the payload.
CREATE TABLE reports (
    id            TEXT PRIMARY KEY,
    known_utc     TEXT NOT NULL,
    outlet        TEXT NOT NULL,
    url           TEXT,
    language      TEXT NOT NULL,
    part_of       TEXT,
    copy_family   TEXT,
    copy_score    REAL,
    supersedes    TEXT,
    retold        INTEGER NOT NULL,
    unread        TEXT,
    engine        TEXT NOT NULL,
    input         TEXT,
    payload       BLOB NOT NULL
);
CREATE INDEX reports_known ON reports (known_utc);
CREATE INDEX reports_url ON reports (outlet, url);
CREATE INDEX reports_family ON reports (copy_family);

CREATE TABLE signatures (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    minhash   BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE claims (
    id         TEXT PRIMARY KEY,
    report_id  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    known_utc  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    action     TEXT NOT NULL,
    side       TEXT,
    first_day  TEXT,
    last_day   TEXT,
    payload    BLOB NOT NULL
);
CREATE INDEX claims_report ON claims (report_id, ordinal);
CREATE INDEX claims_known ON claims (known_utc);
CREATE INDEX claims_action ON claims (action, side);

CREATE TABLE claim_places (
    claim_id     TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    gazetteer_id TEXT,
    name         TEXT
);
CREATE INDEX claim_places_claim ON claim_places (claim_id);
CREATE INDEX claim_places_id ON claim_places (gazetteer_id);
CREATE INDEX claim_places_name ON claim_places (name);

CREATE TABLE retractions (
    report_id     TEXT NOT NULL,
    retracted_utc TEXT NOT NULL,
    payload       BLOB NOT NULL,
    PRIMARY KEY (report_id, retracted_utc)
);

CREATE TABLE decisions (
    id         TEXT PRIMARY KEY,
    subject    TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    made_utc   TEXT NOT NULL,
    payload    BLOB NOT NULL
);
CREATE INDEX decisions_subject ON decisions (subject, subject_id);
