-- The key management centre's own schema: whole private keys, each sealed for its certificate. What
-- is kept is never changed and never deleted; a key that no certificate was issued for stays unused.
CREATE TABLE kept_key (
    issuer_hash CHAR(64)      NOT NULL,
    serial      VARCHAR(40)   NOT NULL,
    key_sealed  VARCHAR(2000) NOT NULL,
    kept_at     DATETIME(6)   NOT NULL,
    PRIMARY KEY (issuer_hash, serial)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TRIGGER kept_key_no_update BEFORE UPDATE ON kept_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept keys are never changed';
CREATE TRIGGER kept_key_no_delete BEFORE DELETE ON kept_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept keys are never deleted';
