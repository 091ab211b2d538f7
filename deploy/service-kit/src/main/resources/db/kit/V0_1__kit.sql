CREATE TABLE outbox (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    event_id   CHAR(36)     NOT NULL UNIQUE,
    topic      VARCHAR(100) NOT NULL,
    event_key  VARCHAR(100) NOT NULL,
    event_type VARCHAR(100) NOT NULL,
    payload    TEXT         NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    sent_at    DATETIME(6)  NULL,
    KEY outbox_unsent (sent_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE outbox_gate (
    id INT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
INSERT INTO outbox_gate VALUES (1);

CREATE TABLE inbox (
    consumer VARCHAR(60) NOT NULL,
    event_id CHAR(36)    NOT NULL,
    taken_at DATETIME(6) NOT NULL,
    PRIMARY KEY (consumer, event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE idempotency_key (
    scope        VARCHAR(120) NOT NULL,
    idem_key     VARCHAR(80)  NOT NULL,
    request_hash CHAR(64)     NOT NULL,
    answer       MEDIUMTEXT   NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (scope, idem_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE audit_entry (
    sequence BIGINT       NOT NULL PRIMARY KEY,
    at       DATETIME(3)  NOT NULL,
    actor    VARCHAR(80)  NOT NULL,
    action   VARCHAR(80)  NOT NULL,
    subject  VARCHAR(120) NOT NULL,
    detail   VARCHAR(500) NOT NULL,
    hash     CHAR(64)     NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE audit_head (
    id       INT      NOT NULL PRIMARY KEY,
    sequence BIGINT   NOT NULL,
    hash     CHAR(64) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are append-only';
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit entries are append-only';
