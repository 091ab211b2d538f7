-- Who was the holder of certificates, after the account is gone: kept sealed for five years past the
-- last expiry (Electronic Signature Law art. 24), then removed.
CREATE TABLE kept_evidence (
    account_id       CHAR(36)     NOT NULL PRIMARY KEY,
    name_sealed      VARCHAR(400) NOT NULL,
    id_number_sealed VARCHAR(200) NOT NULL,
    deleted_at       DATETIME(6)  NOT NULL,
    keep_until       DATETIME(6)  NOT NULL,
    KEY kept_evidence_until (keep_until)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- A verification is for one purpose: a card's four elements are no proof that the person is here.
ALTER TABLE verification ADD COLUMN purpose VARCHAR(10) NOT NULL DEFAULT 'identity';
ALTER TABLE verification ADD CONSTRAINT verification_purpose CHECK (purpose IN ('identity', 'card'));

CREATE TABLE bank_card (
    id              CHAR(36)     NOT NULL PRIMARY KEY,
    account_id      CHAR(36)     NOT NULL,
    card_index      CHAR(64)     NOT NULL,
    number_sealed   VARCHAR(200) NOT NULL,
    phone_sealed    VARCHAR(200) NOT NULL,
    verification_id CHAR(36)     NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    UNIQUE KEY bank_card_once (account_id, card_index)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The sandbox too keeps no number in clear.
DELETE FROM sandbox_sms;
ALTER TABLE sandbox_sms MODIFY COLUMN phone CHAR(64) NOT NULL;
ALTER TABLE sandbox_one_tap MODIFY COLUMN phone VARCHAR(200) NOT NULL;
