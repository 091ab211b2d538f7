-- What came of the phone's self-test (自检).
ALTER TABLE certificate ADD COLUMN self_test VARCHAR(10) NULL;
ALTER TABLE certificate ADD COLUMN self_tested_at DATETIME(6) NULL;

-- Recoveries (找回): a new signing key for the same holder, the same encryption keys.
CREATE TABLE recovery (
    id          CHAR(36)    NOT NULL PRIMARY KEY,
    account_id  CHAR(36)    NOT NULL,
    device_id   CHAR(36)    NOT NULL,
    old_serial  VARCHAR(40) NOT NULL,
    started_at  DATETIME(6) NOT NULL,
    issued_at   DATETIME(6) NULL,
    -- The old certificate once it is recovered: only once.
    replaces    VARCHAR(40) NULL UNIQUE,
    KEY recovery_account (account_id, started_at),
    CONSTRAINT recovery_issued CHECK ((issued_at IS NULL) = (replaces IS NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The encryption certificates whose keys a recovery brings, in order; the own one first.
CREATE TABLE recovery_key (
    recovery_id CHAR(36)    NOT NULL,
    position    SMALLINT    NOT NULL,
    serial      VARCHAR(40) NOT NULL,
    PRIMARY KEY (recovery_id, position),
    CONSTRAINT recovery_key_recovery FOREIGN KEY (recovery_id) REFERENCES recovery (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER recovery_no_delete BEFORE DELETE ON recovery FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'recoveries are never deleted';
