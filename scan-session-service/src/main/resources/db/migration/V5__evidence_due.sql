-- Completed sessions whose proofs (OCSP answer, time stamp) are still to be fetched.
CREATE TABLE evidence_due (
    session_id CHAR(36)    NOT NULL PRIMARY KEY,
    -- Of the next attempt; whoever takes it moves it on first.
    due_at     DATETIME(6) NOT NULL,
    attempts   INT         NOT NULL,
    KEY evidence_due_at (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
ALTER TABLE scan_session ADD KEY scan_session_ended (ended_at);
