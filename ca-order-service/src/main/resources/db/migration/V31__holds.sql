-- Holds, and one place for each certificate.
-- Whose power ended or rests elsewhere (a membership, a frozen account, a frozen enterprise), as facts
-- of this service's own, so that whoever puts a certificate in force sees them in his transaction.
-- Nothing is in production: what was frozen before there were holds is released as before, by who
-- still has the role.
CREATE TABLE certificate_hold (
    id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    subject  VARCHAR(100) NOT NULL,
    -- The subject while the hold lasts: one at a time.
    in_force VARCHAR(100) NULL UNIQUE,
    since    DATETIME(6)  NOT NULL,
    ended_at DATETIME(6)  NULL,
    CONSTRAINT certificate_hold_ended CHECK ((in_force IS NULL) = (ended_at IS NOT NULL)),
    CONSTRAINT certificate_hold_subject CHECK (in_force IS NULL OR in_force = subject)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER certificate_hold_no_delete BEFORE DELETE ON certificate_hold FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'holds are never deleted';

ALTER TABLE certificate_pair ADD KEY certificate_pair_enterprise (enterprise_id);
ALTER TABLE certificate_pair ADD KEY certificate_pair_replaces (replaces);
-- An order's place is that of the first certificate of a line of recoveries: one order for each line. A
-- version before names the predecessor itself.
ALTER TABLE orders DROP CONSTRAINT orders_successor;
ALTER TABLE orders ADD CONSTRAINT orders_successor CHECK (successor_of IS NULL OR predecessor IS NOT NULL);
ALTER TABLE orders ADD KEY orders_predecessor (predecessor);

DELIMITER //
CREATE TRIGGER certificate_hold_stays BEFORE UPDATE ON certificate_hold FOR EACH ROW
BEGIN
    IF OLD.in_force IS NULL OR NEW.subject <> OLD.subject OR NEW.since <> OLD.since THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a hold ends once';
    END IF;
END//
-- A version before does not know holds: what it would put in force is refused here; this one finishes
-- what that one cannot sign. A claim's certificate is bound by what happened after its key was made.
CREATE TRIGGER issued_certificate_held BEFORE UPDATE ON issued_certificate FOR EACH ROW
BEGIN
    IF NEW.state = 'active' AND OLD.state <> 'active' AND EXISTS (
        SELECT 1 FROM certificate c
            JOIN certificate_pair p ON p.id = c.pair_id
            JOIN certificate_hold h ON h.in_force IN (CONCAT('account:', c.account_id),
                CONCAT('membership:', c.account_id, ':', c.enterprise_id),
                CONCAT('enterprise:', c.enterprise_id))
            LEFT JOIN orders o ON o.id = p.origin_id AND o.kind = 'claim'
        WHERE c.serial = OLD.serial
            AND (o.id IS NULL OR h.since >= p.born_at OR h.in_force LIKE 'account:%')) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a hold is on its holder';
    END IF;
END//
-- As before, but a pair is reserved until all its certificates are signed, whatever rests of it.
DROP TRIGGER issued_certificate_as_before//
CREATE TRIGGER issued_certificate_as_before AFTER UPDATE ON issued_certificate FOR EACH ROW
BEGIN
    IF NEW.state <> OLD.state THEN
        UPDATE certificate_pair p JOIN certificate c ON c.pair_id = p.id
        SET p.state = CASE
            WHEN NEW.state <> 'revoked' AND EXISTS (SELECT 1 FROM certificate o JOIN issued_certificate x
                ON x.serial = o.serial WHERE o.pair_id = p.id AND x.state = 'reserved') THEN 'reserved'
            WHEN NEW.state = 'active' THEN IF(p.confirmed_at IS NULL, 'signed', 'active')
            ELSE NEW.state END
        WHERE c.serial = NEW.serial AND (c.key_usage = 'signing' OR OLD.state = 'reserved')
            AND p.state <> 'keyed' AND p.state <> 'revoked';
    END IF;
END//
DELIMITER ;
