CREATE TABLE account (
    id               CHAR(36)     NOT NULL PRIMARY KEY,
    phone_sealed     VARCHAR(200) NOT NULL,
    phone_index      CHAR(64)     NOT NULL UNIQUE,
    name_sealed      VARCHAR(400) NULL,
    id_number_sealed VARCHAR(200) NULL,
    person_index     CHAR(64)     NULL UNIQUE,
    verified_at      DATETIME(6)  NULL,
    created_at       DATETIME(6)  NOT NULL,
    version          INT          NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE device (
    id           CHAR(36)    NOT NULL,
    account_id   CHAR(36)    NOT NULL,
    name         VARCHAR(60) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    last_seen_at DATETIME(6) NOT NULL,
    PRIMARY KEY (account_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE login_code (
    phone_index CHAR(64)    NOT NULL PRIMARY KEY,
    code_hash   CHAR(64)    NOT NULL,
    sent_at     DATETIME(6) NOT NULL,
    expires_at  DATETIME(6) NOT NULL,
    attempts    INT         NOT NULL,
    sent_today  INT         NOT NULL,
    day         DATE        NOT NULL,
    used        BOOLEAN     NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE login_ticket (
    ticket_hash CHAR(64)    NOT NULL PRIMARY KEY,
    account_id  CHAR(36)    NOT NULL,
    expires_at  DATETIME(6) NOT NULL,
    used        BOOLEAN     NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE verification (
    id              CHAR(36)     NOT NULL PRIMARY KEY,
    account_id      CHAR(36)     NOT NULL,
    method          VARCHAR(20)  NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    provider_ref    VARCHAR(64)  NULL,
    name_sealed     VARCHAR(400) NOT NULL,
    id_sealed       VARCHAR(200) NOT NULL,
    card_index      CHAR(64)     NULL,
    reason          VARCHAR(60)  NULL,
    created_at      DATETIME(6)  NOT NULL,
    version         INT          NOT NULL,
    KEY verification_account (account_id),
    KEY verification_card (card_index, created_at),
    CONSTRAINT verification_state CHECK (state IN ('submitted', 'pending', 'verified', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE message (
    id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id CHAR(36)      NOT NULL,
    box        VARCHAR(20)   NOT NULL,
    title      VARCHAR(100)  NOT NULL,
    body       VARCHAR(1000) NOT NULL,
    link       VARCHAR(200)  NOT NULL,
    created_at DATETIME(6)   NOT NULL,
    read_at    DATETIME(6)   NULL,
    KEY message_account (account_id, id),
    CONSTRAINT message_box CHECK (box IN ('certificates', 'enterprises'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
