-- Seals beyond their drafts: until here every row was one.
ALTER TABLE seal
    DROP CONSTRAINT seal_state,
    MODIFY certificate_serial VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN name          VARCHAR(160) NOT NULL DEFAULT '',
    ADD COLUMN purpose       VARCHAR(40)  NOT NULL DEFAULT '',
    ADD COLUMN stop_causes   VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ADD COLUMN picture       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN es_id         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN seal_version  INT          NOT NULL DEFAULT 0,
    ADD COLUMN review_due_at DATETIME(6)  NULL,
    ADD KEY seal_review (review_due_at),
    ADD CONSTRAINT seal_state CHECK (state IN ('draft', 'made', 'filed', 'active', 'stopped', 'cancelled')),
    ADD CONSTRAINT seal_stop CHECK ((state = 'stopped') = (stop_causes <> ''));
-- Drafts from before get their words and their picture.
UPDATE seal SET review_due_at = created_at;
CREATE TABLE seal_picture (
    hash       CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    type       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    data       MEDIUMBLOB  NOT NULL,
    width      INT         NOT NULL,
    height     INT         NOT NULL,
    created_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE seal_version (
    es_id    VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seal_id  CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version  INT           NOT NULL,
    name     VARCHAR(160)  NOT NULL,
    picture  CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signers  VARCHAR(4200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seal     MEDIUMBLOB    NOT NULL,
    made_at  DATETIME(6)   NOT NULL,
    UNIQUE KEY seal_version_number (seal_id, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE seal_history (
    id      BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seal_id CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    what    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail  VARCHAR(200) NOT NULL,
    actor   VARCHAR(80)  NOT NULL,
    at      DATETIME(6)  NOT NULL,
    KEY seal_history_of (seal_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- What an administrator signed stays as evidence.
CREATE TABLE signed_act (
    id            CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seal_id       CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enterprise_id CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_id     CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act           VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind          VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    serial        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seal_version  INT           NOT NULL,
    name          VARCHAR(160)  NOT NULL,
    picture       CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signers       VARCHAR(4200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stated        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state         VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signature     VARBINARY(80) NULL,
    refusal       VARCHAR(120)  NULL,
    begun_at      DATETIME(6)   NOT NULL,
    version       INT           NOT NULL,
    KEY signed_act_left (state, begun_at),
    CONSTRAINT signed_act_state CHECK (state IN ('awaiting_signature', 'signed', 'done', 'refused'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seals are never deleted';
CREATE TRIGGER seal_version_no_delete BEFORE DELETE ON seal_version FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seals are never deleted';
CREATE TRIGGER seal_version_stays BEFORE UPDATE ON seal_version FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a made seal is never changed';
CREATE TRIGGER seal_history_no_delete BEFORE DELETE ON seal_history FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a seal keeps its history';
CREATE TRIGGER seal_history_stays BEFORE UPDATE ON seal_history FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a seal keeps its history';
DELIMITER //
CREATE TRIGGER signed_act_no_delete BEFORE DELETE ON signed_act FOR EACH ROW
BEGIN
    IF OLD.signature IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was signed is never deleted';
    END IF;
END//
CREATE TRIGGER signed_act_stays BEFORE UPDATE ON signed_act FOR EACH ROW
BEGIN
    IF OLD.signature IS NOT NULL AND NOT (NEW.signature <=> OLD.signature) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was signed is never changed';
    END IF;
END//
DELIMITER ;
