CREATE TABLE signing_key (
    id                CHAR(36)     NOT NULL PRIMARY KEY,
    order_id          CHAR(36)     NOT NULL UNIQUE,
    account_id        CHAR(36)     NOT NULL,
    device_id         CHAR(36)     NOT NULL,
    public_key        CHAR(130)    NOT NULL,
    share_sealed      VARCHAR(300) NOT NULL,
    state             VARCHAR(20)  NOT NULL,
    failures          INT          NOT NULL,
    lifetime_failures INT          NOT NULL,
    locked_until      DATETIME(6)  NULL,
    created_at        DATETIME(6)  NOT NULL,
    version           INT          NOT NULL,
    CONSTRAINT signing_key_state CHECK (state IN ('pending', 'active', 'revoked'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE signing_round (
    id         CHAR(36)     NOT NULL PRIMARY KEY,
    key_id     CHAR(36)     NOT NULL,
    session    VARCHAR(120) NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    process    CHAR(36)     NOT NULL,
    expires_at DATETIME(6)  NOT NULL,
    -- The key's id while the round is open: one open round per key.
    open_key   CHAR(36)     NULL UNIQUE,
    KEY signing_round_key (key_id),
    CONSTRAINT signing_round_state CHECK (state IN ('open', 'spent', 'done', 'void'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE signing_round_item (
    round_id     CHAR(36)     NOT NULL,
    item         INT          NOT NULL,
    preimage     MEDIUMBLOB   NOT NULL,
    commitment   BINARY(32)   NOT NULL,
    nonce_sealed VARCHAR(200) NOT NULL,
    PRIMARY KEY (round_id, item)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE escrowed_key (
    serial        VARCHAR(40)  NOT NULL PRIMARY KEY,
    order_id      CHAR(36)     NOT NULL UNIQUE,
    public_key    CHAR(130)    NOT NULL,
    key_sealed    VARCHAR(200) NOT NULL,
    share_sealed  VARCHAR(200) NOT NULL,
    created_at    DATETIME(6)  NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE certificate (
    serial        VARCHAR(40)  NOT NULL PRIMARY KEY,
    order_id      CHAR(36)     NOT NULL,
    key_usage     VARCHAR(10)  NOT NULL,
    account_id    CHAR(36)     NOT NULL,
    device_id     CHAR(36)     NOT NULL,
    enterprise_id CHAR(36)     NOT NULL,
    uscc          CHAR(18)     NOT NULL,
    holder        VARCHAR(100) NOT NULL,
    platform_code VARCHAR(30)  NOT NULL,
    tbs           BLOB         NOT NULL,
    der           BLOB         NULL,
    state         VARCHAR(10)  NOT NULL,
    not_after     DATETIME(6)  NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    revoked_at    DATETIME(6)  NULL,
    revocation    INT          NULL,
    version       INT          NOT NULL,
    UNIQUE KEY certificate_pair (order_id, key_usage),
    KEY certificate_account (account_id),
    KEY certificate_revoked (revoked_at),
    CONSTRAINT certificate_usage CHECK (key_usage IN ('signing', 'encryption')),
    CONSTRAINT certificate_state CHECK (state IN ('reserved', 'active', 'revoked'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'certificates are never deleted';

CREATE TABLE crl (
    number      BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    der         MEDIUMBLOB  NULL,
    this_update DATETIME(6) NOT NULL,
    next_update DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
