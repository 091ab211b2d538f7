-- Every change of an enterprise and its people, for its administrator.
CREATE TABLE enterprise_history (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    enterprise_id CHAR(36)     NOT NULL,
    at            DATETIME(6)  NOT NULL,
    -- Account or operator.
    actor         VARCHAR(80)  NOT NULL,
    action        VARCHAR(60)  NOT NULL,
    detail        VARCHAR(500) NOT NULL,
    KEY enterprise_history_enterprise (enterprise_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Accounts that an operator froze: they have no power while the row is there.
CREATE TABLE suspended_account (
    account_id CHAR(36)    NOT NULL PRIMARY KEY,
    since      DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- An operator froze the enterprise: nobody has power in its name.
ALTER TABLE enterprise ADD COLUMN frozen_at DATETIME(6) NULL;

-- The enterprise that a member of several chose last (切换企业).
CREATE TABLE current_enterprise (
    account_id    CHAR(36) NOT NULL PRIMARY KEY,
    enterprise_id CHAR(36) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE invitation (
    id            CHAR(36)     NOT NULL PRIMARY KEY,
    enterprise_id CHAR(36)     NOT NULL,
    inviter_id    CHAR(36)     NOT NULL,
    token_hash    CHAR(64)     NOT NULL UNIQUE,
    -- NULL for a QR code, which is good for whoever scans it first.
    phone_sealed  VARCHAR(200) NULL,
    state         VARCHAR(20)  NOT NULL,
    accepted_by   CHAR(36)     NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    KEY invitation_enterprise (enterprise_id, created_at),
    CONSTRAINT invitation_state CHECK (state IN ('open', 'accepted', 'withdrawn'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The administrator's role on its way to a successor; one at a time.
CREATE TABLE hand_over (
    id                CHAR(36)     NOT NULL PRIMARY KEY,
    enterprise_id     CHAR(36)     NOT NULL,
    from_id           CHAR(36)     NOT NULL,
    to_id             CHAR(36)     NOT NULL,
    state             VARCHAR(30)  NOT NULL,
    open_for          CHAR(36)     NULL UNIQUE,
    serial            VARCHAR(64)  NOT NULL,
    signature         VARBINARY(200) NULL,
    consent_serial    VARCHAR(64)  NULL,
    consent_signature VARBINARY(200) NULL,
    offered_at        DATETIME(6)  NULL,
    created_at        DATETIME(6)  NOT NULL,
    expires_at        DATETIME(6)  NOT NULL,
    version           INT          NOT NULL,
    KEY hand_over_to (to_id, state),
    KEY hand_over_enterprise (enterprise_id, created_at),
    CONSTRAINT hand_over_state
        CHECK (state IN ('awaiting_signature', 'awaiting_successor', 'completed', 'declined', 'withdrawn'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What an agent may do with his own certificate, or a seal, and how often.
CREATE TABLE delegation (
    id            CHAR(36)     NOT NULL PRIMARY KEY,
    enterprise_id CHAR(36)     NOT NULL,
    agent_id      CHAR(36)     NOT NULL,
    subject_kind  VARCHAR(20)  NOT NULL,
    -- A seal's id; empty for the agent's own certificate.
    subject_id    VARCHAR(64)  NOT NULL,
    -- Separated by commas; empty for every one.
    platforms     VARCHAR(500) NOT NULL,
    session_kinds VARCHAR(200) NOT NULL,
    uses_allowed  INT          NOT NULL,
    uses_spent    INT          NOT NULL,
    until         DATETIME(6)  NOT NULL,
    ended_at      DATETIME(6)  NULL,
    granted_by    CHAR(36)     NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    KEY delegation_agent (enterprise_id, agent_id),
    CONSTRAINT delegation_subject CHECK (subject_kind IN ('certificate', 'seal')),
    CONSTRAINT delegation_uses CHECK (uses_spent >= 0 AND uses_spent <= uses_allowed)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- A use is counted once, however often its session asks.
CREATE TABLE delegation_use (
    use_id        VARCHAR(80) NOT NULL PRIMARY KEY,
    delegation_id CHAR(36)    NOT NULL,
    platform      VARCHAR(40) NOT NULL,
    session_kind  VARCHAR(30) NOT NULL,
    at            DATETIME(6) NOT NULL,
    KEY delegation_use_delegation (delegation_id, at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
