-- Version 3. The forecast ledger: what was said will come, and what came; rows are only added.

CREATE TABLE forecasts (
    id         TEXT PRIMARY KEY,
    voice      TEXT,
    cut_off_utc TEXT NOT NULL,
    due        TEXT NOT NULL,
    payload    BLOB NOT NULL
);
CREATE INDEX forecasts_cut_off ON forecasts (cut_off_utc);
CREATE INDEX forecasts_due ON forecasts (due);

CREATE TABLE resolutions (
    id           TEXT PRIMARY KEY,
    forecast_id  TEXT NOT NULL REFERENCES forecasts (id),
    resolved_utc TEXT NOT NULL,
    payload      BLOB NOT NULL
);
CREATE INDEX resolutions_forecast ON resolutions (forecast_id);
