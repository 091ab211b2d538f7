-- What the seal maker signs stands here before it signs it.
CREATE TABLE made_seal (
    es_id           VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seal_id         CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version         INT           NOT NULL,
    enterprise_id   CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind            VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SM3 of the order.
    fingerprint     CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signers         VARCHAR(4200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    info            MEDIUMBLOB    NOT NULL,
    -- The administrator's order, where there is one.
    ordered_with    VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    ordered_at      VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    order_signature VARBINARY(80) NULL,
    recorded_at     DATETIME(6)   NOT NULL,
    seal            MEDIUMBLOB    NULL,
    UNIQUE KEY made_seal_version (seal_id, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER made_seal_no_delete BEFORE DELETE ON made_seal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seals are never deleted';
DELIMITER //
CREATE TRIGGER made_seal_stays BEFORE UPDATE ON made_seal FOR EACH ROW
BEGIN
    IF OLD.seal IS NOT NULL OR NEW.info <> OLD.info OR NEW.es_id <> OLD.es_id OR NEW.fingerprint <> OLD.fingerprint
        OR NEW.signers <> OLD.signers OR NEW.enterprise_id <> OLD.enterprise_id
        OR NOT (NEW.ordered_with <=> OLD.ordered_with) OR NOT (NEW.order_signature <=> OLD.order_signature) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a seal is signed once';
    END IF;
END//
DELIMITER ;
