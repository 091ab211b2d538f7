-- Which tender waits for which encryption certificate (R34); written by encrypt sessions, closed by
-- decrypt sessions.
CREATE TABLE tender (
    id            CHAR(36)     NOT NULL PRIMARY KEY,
    platform_code VARCHAR(30)  NOT NULL,
    tender        VARCHAR(100) NOT NULL,
    lot           VARCHAR(100) NOT NULL,
    title         VARCHAR(200) NOT NULL,
    opens_at      DATETIME(6)  NOT NULL,
    UNIQUE KEY tender_once (platform_code, tender, lot)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE tender_wrapped_key (
    tender_id         CHAR(36)    NOT NULL,
    encryption_serial VARCHAR(40) NOT NULL,
    -- SM3 of the whole wrapped key.
    key_hash          CHAR(64)    NOT NULL,
    session_id        CHAR(36)    NOT NULL,
    recorded_at       DATETIME(6) NOT NULL,
    opened_at         DATETIME(6) NULL,
    PRIMARY KEY (tender_id, key_hash),
    KEY tender_waiting (encryption_serial, opened_at),
    CONSTRAINT tender_wrapped_key_tender FOREIGN KEY (tender_id) REFERENCES tender (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER tender_wrapped_key_no_delete BEFORE DELETE ON tender_wrapped_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the tender ledger is never cut';
