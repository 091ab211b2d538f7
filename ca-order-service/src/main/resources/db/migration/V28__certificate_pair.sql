-- The pair of certificates by itself: born when a device makes a key for an order or a recovery, with
-- an id of its own. Until here `order_id` in `certificate` and `signing_key` meant "the order or the
-- recovery".
--
-- This expands: a version before runs beside this one. It goes on to read and write `order_id` and
-- `pair_permission`, which this one writes too; the triggers `…_as_before` do for its writes what
-- this version does itself. When no such version runs any more, a migration may drop those triggers,
-- `pair_permission`, `order_id` in `certificate`, `signing_key` and `escrowed_key`, and what
-- `certificate` repeats of its pair.
CREATE TABLE certificate_pair (
    id                CHAR(36)     NOT NULL PRIMARY KEY,
    origin            VARCHAR(10)  NOT NULL,
    origin_id         CHAR(36)     NOT NULL UNIQUE,
    account_id        CHAR(36)     NOT NULL,
    device_id         CHAR(36)     NOT NULL,
    enterprise_id     CHAR(36)     NULL,
    uscc              CHAR(18)     NULL,
    holder            VARCHAR(100) NULL,
    platform_code     VARCHAR(30)  NULL,
    permissions       VARCHAR(60)  NULL,
    signing_serial    VARCHAR(40)  NULL UNIQUE,
    -- Null once a recovery gave it to another pair.
    encryption_serial VARCHAR(40)  NULL UNIQUE,
    -- The signing certificate whose place a recovery's takes.
    replaces          VARCHAR(40)  NULL,
    state             VARCHAR(10)  NOT NULL,
    born_at           DATETIME(6)  NOT NULL,
    confirmed_at      DATETIME(6)  NULL,
    version           INT          NOT NULL,
    KEY certificate_pair_account (account_id),
    CONSTRAINT certificate_pair_origin CHECK (origin IN ('order', 'recovery')),
    CONSTRAINT certificate_pair_state CHECK (
        state IN ('keyed', 'reserved', 'signed', 'active', 'frozen', 'revoked')),
    CONSTRAINT certificate_pair_confirmed CHECK (state <> 'active' OR confirmed_at IS NOT NULL),
    -- The serial number that an outside CA chose follows.
    CONSTRAINT certificate_pair_signing
        FOREIGN KEY (signing_serial) REFERENCES issued_certificate (serial) ON UPDATE CASCADE,
    CONSTRAINT certificate_pair_encryption
        FOREIGN KEY (encryption_serial) REFERENCES issued_certificate (serial) ON UPDATE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT INTO certificate_pair (id, origin, origin_id, account_id, device_id, enterprise_id, uscc, holder, platform_code,
    permissions, signing_serial, encryption_serial, replaces, state, born_at, confirmed_at, version)
SELECT UUID(), IF(r.id IS NULL, 'order', 'recovery'), k.order_id, k.account_id, k.device_id, s.enterprise_id, s.uscc,
    s.holder, s.platform_code, g.permissions, s.serial, e.serial, IF(s.serial IS NULL, NULL, r.old_serial),
    CASE WHEN s.serial IS NULL THEN 'keyed'
        WHEN i.state = 'reserved' OR j.state = 'reserved' THEN 'reserved'
        WHEN i.state = 'active' THEN IF(k.state = 'active', 'active', 'signed')
        ELSE i.state END,
    k.created_at, IF(k.state <> 'pending' AND s.serial IS NOT NULL, k.created_at, NULL), 0
FROM signing_key k
    LEFT JOIN recovery r ON r.id = k.order_id
    LEFT JOIN certificate s ON s.order_id = k.order_id AND s.key_usage = 'signing'
    LEFT JOIN certificate e ON e.order_id = k.order_id AND e.key_usage = 'encryption'
    LEFT JOIN issued_certificate i ON i.serial = s.serial
    LEFT JOIN issued_certificate j ON j.serial = e.serial
    LEFT JOIN pair_permission g ON g.pair_id = k.order_id;

ALTER TABLE signing_key ADD COLUMN pair_id CHAR(36) NULL UNIQUE;
UPDATE signing_key k JOIN certificate_pair p ON p.origin_id = k.order_id SET k.pair_id = p.id;
ALTER TABLE signing_key ADD CONSTRAINT signing_key_of_pair FOREIGN KEY (pair_id) REFERENCES certificate_pair (id);

ALTER TABLE certificate ADD COLUMN pair_id CHAR(36) NULL;
UPDATE certificate c JOIN certificate_pair p ON p.origin_id = c.order_id SET c.pair_id = p.id;
ALTER TABLE certificate ADD UNIQUE KEY certificate_of_pair (pair_id, key_usage);
ALTER TABLE certificate ADD CONSTRAINT certificate_pair_known FOREIGN KEY (pair_id) REFERENCES certificate_pair (id);

-- Keys in escrow are a certificate's, not a pair's.
ALTER TABLE escrowed_key MODIFY COLUMN order_id CHAR(36) NULL;

DELIMITER //
CREATE TRIGGER signing_key_as_before BEFORE INSERT ON signing_key FOR EACH ROW
BEGIN
    IF NEW.pair_id IS NULL THEN
        SET NEW.pair_id = UUID();
        INSERT INTO certificate_pair (id, origin, origin_id, account_id, device_id, state, born_at, version)
        VALUES (NEW.pair_id, IF(EXISTS (SELECT 1 FROM recovery WHERE id = NEW.order_id), 'recovery', 'order'),
            NEW.order_id, NEW.account_id, NEW.device_id, 'keyed', NEW.created_at, 0);
    END IF;
END//
CREATE TRIGGER signing_key_moved_as_before AFTER UPDATE ON signing_key FOR EACH ROW
BEGIN
    IF NEW.state = 'pending' AND NOT (NEW.account_id = OLD.account_id AND NEW.device_id = OLD.device_id) THEN
        UPDATE certificate_pair SET account_id = NEW.account_id, device_id = NEW.device_id
        WHERE id = NEW.pair_id AND state = 'keyed';
    END IF;
    IF OLD.state = 'pending' AND NEW.state = 'active' THEN
        UPDATE certificate_pair SET state = 'active', confirmed_at = COALESCE(confirmed_at, UTC_TIMESTAMP(6))
        WHERE id = NEW.pair_id AND state = 'signed';
    END IF;
END//
CREATE TRIGGER certificate_as_before BEFORE INSERT ON certificate FOR EACH ROW
BEGIN
    IF NEW.pair_id IS NULL THEN
        SET NEW.pair_id = (SELECT id FROM certificate_pair WHERE origin_id = NEW.order_id);
        IF NEW.key_usage = 'signing' THEN
            UPDATE certificate_pair SET signing_serial = NEW.serial, enterprise_id = NEW.enterprise_id,
                uscc = NEW.uscc, holder = NEW.holder, platform_code = NEW.platform_code, state = 'reserved',
                permissions = COALESCE(permissions,
                    (SELECT g.permissions FROM pair_permission g WHERE g.pair_id = NEW.order_id)),
                replaces = (SELECT old_serial FROM recovery WHERE id = NEW.order_id)
            WHERE id = NEW.pair_id;
        ELSE
            UPDATE certificate_pair SET encryption_serial = NEW.serial WHERE id = NEW.pair_id;
        END IF;
    END IF;
END//
CREATE TRIGGER certificate_moved_as_before BEFORE UPDATE ON certificate FOR EACH ROW
BEGIN
    IF NEW.order_id <> OLD.order_id AND NEW.pair_id <=> OLD.pair_id THEN
        SET NEW.pair_id = (SELECT id FROM certificate_pair WHERE origin_id = NEW.order_id);
        UPDATE certificate_pair SET encryption_serial = NULL
        WHERE encryption_serial = NEW.serial AND id <> NEW.pair_id;
        UPDATE certificate_pair SET encryption_serial = NEW.serial WHERE id = NEW.pair_id;
    END IF;
END//
CREATE TRIGGER pair_permission_as_before AFTER INSERT ON pair_permission FOR EACH ROW
BEGIN
    UPDATE certificate_pair SET permissions = NEW.permissions
    WHERE origin_id = NEW.pair_id AND permissions IS NULL AND state <> 'keyed';
END//
CREATE TRIGGER issued_certificate_as_before AFTER UPDATE ON issued_certificate FOR EACH ROW
BEGIN
    IF NEW.state <> OLD.state THEN
        UPDATE certificate_pair p JOIN certificate c ON c.pair_id = p.id
        SET p.state = CASE
            WHEN NEW.state = 'active' AND EXISTS (SELECT 1 FROM certificate o JOIN issued_certificate x
                ON x.serial = o.serial WHERE o.pair_id = p.id AND x.state = 'reserved') THEN 'reserved'
            WHEN NEW.state = 'active' THEN IF(p.confirmed_at IS NULL, 'signed', 'active')
            ELSE NEW.state END
        WHERE c.serial = NEW.serial AND (c.key_usage = 'signing' OR OLD.state = 'reserved')
            AND p.state <> 'keyed' AND p.state <> 'revoked';
    END IF;
END//
DELIMITER ;
