CREATE TABLE relying_party (
    client_id      VARCHAR(60)  NOT NULL PRIMARY KEY,
    platform_code  VARCHAR(30)  NOT NULL UNIQUE,
    platform_name  VARCHAR(100) NOT NULL,
    webhook_url    VARCHAR(300) NULL,
    secret_sealed  VARCHAR(200) NOT NULL,
    registered_by  VARCHAR(60)  NOT NULL,
    registered_at  DATETIME(6)  NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE scan_session (
    id                 CHAR(36)     NOT NULL PRIMARY KEY,
    client_id          VARCHAR(60)  NOT NULL,
    kind               VARCHAR(20)  NOT NULL,
    purpose            VARCHAR(60)  NOT NULL,
    rp_account         VARCHAR(100) NOT NULL,
    enterprise_name    VARCHAR(100) NOT NULL,
    uscc               VARCHAR(18)  NOT NULL,
    challenge          VARCHAR(128) NOT NULL,
    server_random      CHAR(64)     NOT NULL,
    secret_sealed      VARCHAR(200) NOT NULL,
    verification_code  CHAR(4)      NOT NULL,
    content_hash       CHAR(64)     NOT NULL,
    state              VARCHAR(20)  NOT NULL,
    account_id         CHAR(36)     NULL,
    device_id          CHAR(36)     NULL,
    certificate_serial VARCHAR(40)  NULL,
    round_id           CHAR(36)     NULL,
    context_json       TEXT         NULL,
    result_json        MEDIUMTEXT   NULL,
    error              VARCHAR(40)  NULL,
    created_at         DATETIME(6)  NOT NULL,
    expires_at         DATETIME(6)  NOT NULL,
    version            INT          NOT NULL,
    KEY scan_session_client (client_id, created_at),
    CONSTRAINT scan_session_kind CHECK (kind IN ('bind', 'login')),
    CONSTRAINT scan_session_state CHECK (state IN ('awaiting_scan', 'awaiting_approval',
        'completed', 'refused', 'expired', 'cancelled', 'failed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE session_transition (
    id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    session_id CHAR(36)    NOT NULL,
    to_state   VARCHAR(20) NOT NULL,
    actor      VARCHAR(80) NOT NULL,
    at         DATETIME(6) NOT NULL,
    KEY session_transition_session (session_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE binding (
    id                 CHAR(36)     NOT NULL PRIMARY KEY,
    client_id          VARCHAR(60)  NOT NULL,
    rp_account         VARCHAR(100) NOT NULL,
    enterprise_id      CHAR(36)     NOT NULL,
    account_id         CHAR(36)     NOT NULL,
    certificate_serial VARCHAR(40)  NOT NULL,
    bound_at           DATETIME(6)  NOT NULL,
    ended_at           DATETIME(6)  NULL,
    -- One live binding per account of the platform: the ended ones leave this NULL.
    live_key           VARCHAR(200) NULL UNIQUE,
    KEY binding_enterprise (client_id, enterprise_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE webhook_delivery (
    id         CHAR(36)     NOT NULL PRIMARY KEY,
    client_id  VARCHAR(60)  NOT NULL,
    session_id CHAR(36)     NOT NULL,
    body       MEDIUMTEXT   NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    attempts   INT          NOT NULL,
    next_at    DATETIME(6)  NOT NULL,
    last_error VARCHAR(200) NULL,
    created_at DATETIME(6)  NOT NULL,
    KEY webhook_due (state, next_at),
    CONSTRAINT webhook_state CHECK (state IN ('pending', 'delivered', 'dead'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
