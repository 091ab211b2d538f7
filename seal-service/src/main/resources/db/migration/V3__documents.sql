-- Documents that platforms have stamped here: content lies sealed in the object store, never here.
CREATE TABLE document (
    id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    client_id  VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title      VARCHAR(480) NOT NULL,
    format     VARCHAR(3)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes      BIGINT       NOT NULL,
    digest     CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pages      INT          NOT NULL,
    state      VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_sealed VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    stamped_file VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(6)  NOT NULL,
    expires_at DATETIME(6)  NOT NULL,
    version    INT          NOT NULL,
    KEY document_due (state, expires_at),
    CONSTRAINT document_state CHECK (state IN ('uploading', 'ready', 'prepared', 'stamped', 'refused', 'deleted'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- Pieces of a document's files, in order; each is one object. They go with the document's content.
CREATE TABLE document_piece (
    document_id CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    file        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number      INT         NOT NULL,
    object_key  CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digest      CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes       INT         NOT NULL,
    PRIMARY KEY (document_id, file, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- What a session has stamped; replaced as long as it is not signed.
CREATE TABLE stamping (
    id                 CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    session_id         CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    current_session    CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
    client_id          VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enterprise_id      CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id         CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    certificate_serial VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    certificate        BLOB        NOT NULL,
    at                 DATETIME(6) NOT NULL,
    asked_hash         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state              VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    prepared_at        DATETIME(6) NOT NULL,
    signed_at          DATETIME(6) NULL,
    version            INT         NOT NULL,
    KEY stamping_left (state, signed_at),
    CONSTRAINT stamping_state CHECK (state IN ('prepared', 'replaced', 'signed', 'stamped', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE stamping_item (
    stamping_id CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position    INT           NOT NULL,
    document_id CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seal_kind   VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    es_id       VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    prepared    MEDIUMTEXT    NOT NULL,
    file        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    signature   VARBINARY(80) NULL,
    stamped     BOOLEAN       NOT NULL,
    PRIMARY KEY (stamping_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- Every use of a seal, for ever.
CREATE TABLE seal_use (
    id                 BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seal_id            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    es_id              VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document_id        CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document_digest    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title              VARCHAR(480) NOT NULL,
    pages              INT          NOT NULL,
    client_id          VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enterprise_id      CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    certificate_serial VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at                 DATETIME(6)  NOT NULL,
    signature_digest   CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    UNIQUE KEY seal_use_once (session_id, document_id),
    KEY seal_use_of (seal_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a document keeps its row';
CREATE TRIGGER seal_use_no_delete BEFORE DELETE ON seal_use FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a seal keeps its uses';
CREATE TRIGGER seal_use_stays BEFORE UPDATE ON seal_use FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a seal keeps its uses';
CREATE TRIGGER stamping_no_delete BEFORE DELETE ON stamping FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was to be stamped keeps its row';
