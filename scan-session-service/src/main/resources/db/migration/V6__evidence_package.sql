-- A proof is one package, stamped as a whole. Nothing is in production, so proofs of the old form,
-- which is read no more, end here, and what has no status statement is not stamped.
DROP TABLE session_evidence;
CREATE TABLE session_evidence (
    session_id CHAR(36)    NOT NULL PRIMARY KEY,
    -- Zip, as it is given out.
    package    MEDIUMBLOB  NOT NULL,
    -- Stamped more than two seconds after the session's end.
    late       BOOLEAN     NOT NULL,
    at         DATETIME(6) NOT NULL,
    CONSTRAINT session_evidence_session FOREIGN KEY (session_id) REFERENCES scan_session (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
DELETE FROM evidence_due;
