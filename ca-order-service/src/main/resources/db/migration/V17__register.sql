-- The register of everything that this authority signs: recorded before it is signed, and the one
-- place that the log, the lists and OCSP read. What the two older tables said of status moves here
-- and leaves them at once: nothing is in production, and two places that say whether a certificate
-- is revoked would be worse than a contraction without an old version running beside.
CREATE TABLE issued_certificate (
    serial      VARCHAR(40) NOT NULL PRIMARY KEY,
    purpose     VARCHAR(10) NOT NULL,
    profile     VARCHAR(30) NOT NULL,
    -- Null only for what was signed before there was a register.
    tbs         BLOB        NULL,
    der         BLOB        NULL,
    state       VARCHAR(10) NOT NULL,
    not_after   DATETIME(6) NOT NULL,
    crl_shard   SMALLINT    NOT NULL,
    authority   VARCHAR(10) NOT NULL,
    -- The state that an outside CA knows of.
    told        VARCHAR(10) NULL,
    recorded_at DATETIME(6) NOT NULL,
    revoked_at  DATETIME(6) NULL,
    revocation  VARCHAR(24) NULL,
    -- From when on the key was not its holder's alone any more (invalidityDate, RFC 5280 §5.3.2).
    invalid_since DATETIME(6) NULL,
    released_at DATETIME(6) NULL,
    version     INT         NOT NULL,
    KEY issued_certificate_shard (crl_shard, revoked_at),
    KEY issued_certificate_released (crl_shard, released_at),
    KEY issued_certificate_revoked (revoked_at),
    KEY issued_certificate_expiry (state, not_after),
    KEY issued_certificate_reserved (state, recorded_at),
    KEY issued_certificate_told (authority, told, state),
    CONSTRAINT issued_certificate_purpose CHECK (purpose IN ('subscriber', 'platform', 'operator', 'own')),
    CONSTRAINT issued_certificate_state CHECK (state IN ('reserved', 'active', 'frozen', 'revoked')),
    CONSTRAINT issued_certificate_signed CHECK (state = 'reserved' OR der IS NOT NULL),
    CONSTRAINT issued_certificate_known CHECK (tbs IS NOT NULL OR der IS NOT NULL),
    -- Revoked is for ever; what rests has the reason certificateHold.
    CONSTRAINT issued_certificate_revocation CHECK (
        (state IN ('frozen', 'revoked')) = (revoked_at IS NOT NULL)
        AND (revoked_at IS NULL) = (revocation IS NULL)
        AND (state = 'frozen') = COALESCE(revocation = 'certificate_hold', FALSE)),
    CONSTRAINT issued_certificate_invalid CHECK (invalid_since IS NULL OR state = 'revoked'),
    CONSTRAINT issued_certificate_authority CHECK (
        authority = 'built_in' AND told IS NULL OR authority = 'outside')
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT INTO issued_certificate (serial, purpose, profile, tbs, der, state, not_after, crl_shard, authority, told,
    recorded_at, revoked_at, revocation, released_at, version)
SELECT serial, 'subscriber', CONCAT('subscriber_', key_usage), tbs, der, state, not_after, COALESCE(crl_shard, 0),
    authority, told, created_at, revoked_at,
    CASE revocation WHEN 0 THEN 'unspecified' WHEN 1 THEN 'key_compromise' WHEN 2 THEN 'ca_compromise'
        WHEN 3 THEN 'affiliation_changed' WHEN 4 THEN 'superseded' WHEN 5 THEN 'cessation_of_operation'
        WHEN 6 THEN 'certificate_hold' WHEN 9 THEN 'privilege_withdrawn' END,
    released_at, version FROM certificate;
INSERT INTO issued_certificate (serial, purpose, profile, der, state, not_after, crl_shard, authority, recorded_at,
    revoked_at, revocation, version)
SELECT serial, 'platform', 'subscriber_encryption', der, CASE WHEN revoked_at IS NULL THEN 'active' ELSE 'revoked' END,
    issued_at + INTERVAL 730 DAY, crl_shard, 'built_in', issued_at, revoked_at,
    CASE WHEN revoked_at IS NULL THEN NULL ELSE 'unspecified' END, 0 FROM platform_certificate;

DROP TRIGGER certificate_revoked_for_ever;
ALTER TABLE certificate DROP CONSTRAINT certificate_state;
ALTER TABLE certificate DROP CONSTRAINT certificate_revocation;
ALTER TABLE certificate DROP CONSTRAINT certificate_authority;
ALTER TABLE certificate DROP KEY certificate_revoked;
ALTER TABLE certificate DROP KEY certificate_shard;
ALTER TABLE certificate DROP KEY certificate_released;
ALTER TABLE certificate DROP KEY certificate_expiry;
ALTER TABLE certificate DROP KEY certificate_told;
ALTER TABLE certificate DROP COLUMN tbs;
ALTER TABLE certificate DROP COLUMN der;
ALTER TABLE certificate DROP COLUMN state;
ALTER TABLE certificate DROP COLUMN not_after;
ALTER TABLE certificate DROP COLUMN revoked_at;
ALTER TABLE certificate DROP COLUMN revocation;
ALTER TABLE certificate DROP COLUMN released_at;
ALTER TABLE certificate DROP COLUMN crl_shard;
ALTER TABLE certificate DROP COLUMN authority;
ALTER TABLE certificate DROP COLUMN told;
-- Nobody holds what the register does not have; the serial number that an outside CA chose follows.
ALTER TABLE certificate ADD CONSTRAINT certificate_registered
    FOREIGN KEY (serial) REFERENCES issued_certificate (serial) ON UPDATE CASCADE;
ALTER TABLE platform_certificate DROP KEY platform_certificate_revoked;
ALTER TABLE platform_certificate DROP COLUMN der;
ALTER TABLE platform_certificate DROP COLUMN crl_shard;
ALTER TABLE platform_certificate DROP COLUMN revoked_at;
ALTER TABLE platform_certificate ADD CONSTRAINT platform_certificate_registered
    FOREIGN KEY (serial) REFERENCES issued_certificate (serial);

CREATE TRIGGER issued_certificate_no_delete BEFORE DELETE ON issued_certificate FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'certificates are never deleted';
DELIMITER //
CREATE TRIGGER issued_certificate_stays BEFORE UPDATE ON issued_certificate FOR EACH ROW
BEGIN
    IF OLD.state = 'revoked' AND NEW.state <> 'revoked' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what is revoked stays revoked';
    END IF;
    IF NOT (OLD.tbs <=> NEW.tbs) OR (OLD.der IS NOT NULL AND NOT (OLD.der <=> NEW.der)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was recorded and signed stays';
    END IF;
END//
DELIMITER ;
-- Operators' certificates were in no register and cannot be brought there by SQL: they are enrolled anew.
DELETE FROM operator_key;
ALTER TABLE operator_key DROP COLUMN certificate;
ALTER TABLE operator_key ADD COLUMN serial VARCHAR(40) NOT NULL;
ALTER TABLE operator_key ADD CONSTRAINT operator_key_registered
    FOREIGN KEY (serial) REFERENCES issued_certificate (serial);
