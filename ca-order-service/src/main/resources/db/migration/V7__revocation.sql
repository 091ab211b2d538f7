-- Revocation lists by shard, so that each stays small: the serial number decides which.
ALTER TABLE certificate ADD COLUMN crl_shard SMALLINT NULL;
-- When a freeze was lifted; a delta list says so.
ALTER TABLE certificate ADD COLUMN released_at DATETIME(6) NULL;
-- The holder's own word for it (标签).
ALTER TABLE certificate ADD COLUMN tag VARCHAR(30) NOT NULL DEFAULT '';
ALTER TABLE certificate ADD KEY certificate_shard (crl_shard, revoked_at);
ALTER TABLE certificate ADD KEY certificate_released (crl_shard, released_at);
ALTER TABLE certificate DROP CONSTRAINT certificate_state;
ALTER TABLE certificate ADD CONSTRAINT certificate_state
    CHECK (state IN ('reserved', 'active', 'frozen', 'revoked'));
-- Revoked is for ever; a freeze has the reason certificateHold.
ALTER TABLE certificate ADD CONSTRAINT certificate_revocation CHECK (
    (state IN ('frozen', 'revoked')) = (revoked_at IS NOT NULL) AND (state = 'frozen') = COALESCE(revocation = 6, FALSE));

-- Scope 0 to 63: a shard; -1: everything this authority issued.
CREATE TABLE revocation_list (
    scope       SMALLINT    NOT NULL PRIMARY KEY,
    -- Counts revocations in the scope, and how many of them the list knows.
    changed     BIGINT      NOT NULL,
    published   BIGINT      NOT NULL,
    number      BIGINT      NOT NULL,
    base_number BIGINT      NOT NULL,
    base_update DATETIME(6) NULL,
    der         LONGBLOB    NULL,
    delta       LONGBLOB    NULL,
    this_update DATETIME(6) NULL,
    CONSTRAINT revocation_list_scope CHECK (scope BETWEEN -1 AND 63)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
DELIMITER //
CREATE TRIGGER revocation_list_number BEFORE UPDATE ON revocation_list FOR EACH ROW
BEGIN
    IF NEW.number < OLD.number THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CRL numbers only rise';
    END IF;
END//
CREATE TRIGGER certificate_revoked_for_ever BEFORE UPDATE ON certificate FOR EACH ROW
BEGIN
    IF OLD.state = 'revoked' AND NEW.state <> 'revoked' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what is revoked stays revoked';
    END IF;
END//
DELIMITER ;
INSERT INTO revocation_list (scope, changed, published, number, base_number) VALUES
    (-1, 0, -1, 0, 0), (0, 0, -1, 0, 0), (1, 0, -1, 0, 0), (2, 0, -1, 0, 0), (3, 0, -1, 0, 0), (4, 0, -1, 0, 0), (5, 0, -1, 0, 0), (6, 0, -1, 0, 0), (7, 0, -1, 0, 0), (8, 0, -1, 0, 0), (9, 0, -1, 0, 0), (10, 0, -1, 0, 0), (11, 0, -1, 0, 0), (12, 0, -1, 0, 0), (13, 0, -1, 0, 0), (14, 0, -1, 0, 0), (15, 0, -1, 0, 0), (16, 0, -1, 0, 0), (17, 0, -1, 0, 0), (18, 0, -1, 0, 0), (19, 0, -1, 0, 0), (20, 0, -1, 0, 0), (21, 0, -1, 0, 0), (22, 0, -1, 0, 0), (23, 0, -1, 0, 0), (24, 0, -1, 0, 0), (25, 0, -1, 0, 0), (26, 0, -1, 0, 0), (27, 0, -1, 0, 0), (28, 0, -1, 0, 0), (29, 0, -1, 0, 0), (30, 0, -1, 0, 0), (31, 0, -1, 0, 0), (32, 0, -1, 0, 0), (33, 0, -1, 0, 0), (34, 0, -1, 0, 0), (35, 0, -1, 0, 0), (36, 0, -1, 0, 0), (37, 0, -1, 0, 0), (38, 0, -1, 0, 0), (39, 0, -1, 0, 0), (40, 0, -1, 0, 0), (41, 0, -1, 0, 0), (42, 0, -1, 0, 0), (43, 0, -1, 0, 0), (44, 0, -1, 0, 0), (45, 0, -1, 0, 0), (46, 0, -1, 0, 0), (47, 0, -1, 0, 0), (48, 0, -1, 0, 0), (49, 0, -1, 0, 0), (50, 0, -1, 0, 0), (51, 0, -1, 0, 0), (52, 0, -1, 0, 0), (53, 0, -1, 0, 0), (54, 0, -1, 0, 0), (55, 0, -1, 0, 0), (56, 0, -1, 0, 0), (57, 0, -1, 0, 0), (58, 0, -1, 0, 0), (59, 0, -1, 0, 0), (60, 0, -1, 0, 0), (61, 0, -1, 0, 0), (62, 0, -1, 0, 0), (63, 0, -1, 0, 0);
