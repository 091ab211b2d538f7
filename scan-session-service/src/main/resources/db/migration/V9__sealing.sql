ALTER TABLE scan_session DROP CONSTRAINT scan_session_kind;
ALTER TABLE scan_session ADD CONSTRAINT scan_session_kind
    CHECK (kind IN ('bind', 'login', 'authenticate', 'sign', 'seal', 'encrypt', 'decrypt'));
-- What of a session's documents is to be signed, from the round on.
ALTER TABLE scan_session ADD COLUMN stampings_json MEDIUMTEXT NULL;
-- Completed sessions whose signatures are still to be put into their documents.
CREATE TABLE stamping_due (
    session_id CHAR(36)    NOT NULL PRIMARY KEY,
    -- Of the next attempt; whoever takes it moves it on first.
    due_at     DATETIME(6) NOT NULL,
    attempts   INT         NOT NULL,
    KEY stamping_due_at (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
