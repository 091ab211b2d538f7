-- Sessions of every kind but seal; what they are about beyond the first kinds stands in detail_json.
ALTER TABLE scan_session DROP CONSTRAINT scan_session_kind;
ALTER TABLE scan_session ADD CONSTRAINT scan_session_kind
    CHECK (kind IN ('bind', 'login', 'authenticate', 'sign', 'encrypt', 'decrypt'));
ALTER TABLE scan_session DROP CONSTRAINT scan_session_state;
ALTER TABLE scan_session ADD CONSTRAINT scan_session_state CHECK (state IN ('awaiting_scan',
    'awaiting_approval', 'processing', 'completed', 'refused', 'expired', 'cancelled', 'failed'));
ALTER TABLE scan_session
    ADD COLUMN detail_json MEDIUMTEXT NULL,
    -- How the phone came to it; part of what is signed.
    ADD COLUMN flow VARCHAR(4) NOT NULL DEFAULT 'qr',
    ADD COLUMN return_url VARCHAR(300) NULL,
    ADD COLUMN opening_id CHAR(36) NULL,
    -- Three codes to choose from, where the session is rated risky.
    ADD COLUMN code_choices VARCHAR(20) NULL,
    -- The encryption certificates whose keys the phone opens, of its last round.
    ADD COLUMN round_serials TEXT NULL,
    -- What last went wrong at the phone or with us, until the session is over.
    ADD COLUMN trouble VARCHAR(40) NULL,
    ADD COLUMN contested_at DATETIME(6) NULL,
    ADD COLUMN ended_at DATETIME(6) NULL;
ALTER TABLE scan_session ADD KEY scan_session_open (state, expires_at);
ALTER TABLE scan_session ADD KEY scan_session_opening (opening_id);
ALTER TABLE scan_session ADD KEY scan_session_device (account_id, device_id, state);
ALTER TABLE session_transition ADD COLUMN version INT NULL;

ALTER TABLE relying_party
    ADD COLUMN previous_secret_sealed VARCHAR(200) NULL,
    ADD COLUMN previous_until DATETIME(6) NULL,
    -- Webhooks without results.
    ADD COLUMN thin BOOLEAN NOT NULL DEFAULT FALSE,
    -- The endpoint answered 410.
    ADD COLUMN webhook_gone_at DATETIME(6) NULL,
    ADD COLUMN encryption_certificate MEDIUMTEXT NULL,
    ADD COLUMN return_urls TEXT NULL;

ALTER TABLE webhook_delivery
    ADD COLUMN delivered_at DATETIME(6) NULL,
    ADD COLUMN last_status INT NULL;
ALTER TABLE webhook_delivery ADD KEY webhook_client (client_id, created_at);

-- An opening in a hall (开标大厅): a window in which many bidders decrypt.
CREATE TABLE opening (
    id         CHAR(36)     NOT NULL PRIMARY KEY,
    client_id  VARCHAR(60)  NOT NULL,
    tender     VARCHAR(100) NOT NULL,
    lot        VARCHAR(100) NOT NULL,
    title      VARCHAR(200) NOT NULL,
    hall       VARCHAR(100) NOT NULL,
    opens_at   DATETIME(6)  NOT NULL,
    closes_at  DATETIME(6)  NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    UNIQUE KEY opening_once (client_id, tender, lot)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Probes that this service wrapped itself, so that bidders rehearse before the opening.
CREATE TABLE rehearsal_probe (
    key_hash          CHAR(64)     NOT NULL PRIMARY KEY,
    platform_code     VARCHAR(30)  NOT NULL,
    tender            VARCHAR(100) NOT NULL,
    lot               VARCHAR(100) NOT NULL,
    encryption_serial VARCHAR(40)  NOT NULL,
    created_at        DATETIME(6)  NOT NULL,
    KEY rehearsal_probe_tender (platform_code, tender, lot)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What the bidder himself signed: a platform that states an earlier time later opens nothing early.
ALTER TABLE tender_wrapped_key ADD COLUMN signed_opens_at DATETIME(6) NULL;

-- OCSP answer and time stamp of completed sessions, fetched right afterwards.
CREATE TABLE session_evidence (
    session_id CHAR(36)    NOT NULL PRIMARY KEY,
    ocsp       MEDIUMBLOB  NOT NULL,
    time_stamp MEDIUMBLOB  NOT NULL,
    chain_pem  MEDIUMTEXT  NOT NULL,
    at         DATETIME(6) NOT NULL,
    CONSTRAINT session_evidence_session FOREIGN KEY (session_id) REFERENCES scan_session (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
