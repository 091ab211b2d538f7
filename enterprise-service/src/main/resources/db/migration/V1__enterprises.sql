CREATE TABLE enterprise (
    id         CHAR(36)     NOT NULL PRIMARY KEY,
    uscc       CHAR(18)     NOT NULL UNIQUE,
    name       VARCHAR(100) NOT NULL,
    state      VARCHAR(20)  NOT NULL,
    claim_id   CHAR(36)     NULL,
    created_at DATETIME(6)  NOT NULL,
    version    INT          NOT NULL,
    KEY enterprise_name (name),
    CONSTRAINT enterprise_state CHECK (state IN ('being_claimed', 'registered', 'free'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE claim (
    id                   CHAR(36)     NOT NULL PRIMARY KEY,
    account_id           CHAR(36)     NOT NULL,
    uscc                 CHAR(18)     NOT NULL,
    name                 VARCHAR(100) NOT NULL,
    legal_person_sealed  VARCHAR(400) NOT NULL,
    legal_id_type        VARCHAR(30)  NOT NULL,
    legal_id_sealed      VARCHAR(200) NOT NULL,
    licence_expires_on   DATE         NULL,
    state                VARCHAR(20)  NOT NULL,
    enterprise_id        CHAR(36)     NULL,
    created_at           DATETIME(6)  NOT NULL,
    version              INT          NOT NULL,
    KEY claim_account (account_id),
    CONSTRAINT claim_state CHECK (state IN ('draft', 'reserved', 'confirmed', 'released'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE membership (
    enterprise_id CHAR(36)    NOT NULL,
    account_id    CHAR(36)    NOT NULL,
    role          VARCHAR(20) NOT NULL,
    since         DATETIME(6) NOT NULL,
    -- One administrator per enterprise: NULL for agents, so that they may be many.
    administers   CHAR(36)    NULL UNIQUE,
    PRIMARY KEY (enterprise_id, account_id),
    KEY membership_account (account_id),
    CONSTRAINT membership_role CHECK (role IN ('administrator', 'agent'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE join_request (
    id            CHAR(36)     NOT NULL PRIMARY KEY,
    enterprise_id CHAR(36)     NOT NULL,
    applicant_id  CHAR(36)     NOT NULL,
    matched       BOOLEAN      NOT NULL,
    state         VARCHAR(30)  NOT NULL,
    reason        VARCHAR(200) NULL,
    created_at    DATETIME(6)  NOT NULL,
    version       INT          NOT NULL,
    KEY join_request_enterprise (enterprise_id, state),
    KEY join_request_applicant (applicant_id, created_at),
    CONSTRAINT join_request_state CHECK (state IN ('awaiting_administrator', 'approved', 'returned'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
