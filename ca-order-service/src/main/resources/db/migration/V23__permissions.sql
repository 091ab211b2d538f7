-- Permissions are codes (login, sign, encrypt, decrypt), stored with each pair as they were sold.
-- Nothing is in production, so the text ends here.
ALTER TABLE product ADD COLUMN permissions VARCHAR(60) NULL;
UPDATE product SET permissions = CONCAT_WS(',',
    IF(INSTR(permission, '登录') > 0, 'login', NULL),
    IF(INSTR(permission, '签章') > 0 OR INSTR(permission, '签名') > 0, 'sign', NULL),
    IF(INSTR(permission, '加密') > 0, 'encrypt', NULL),
    IF(INSTR(permission, '解密') > 0, 'decrypt', NULL));
UPDATE product SET permissions = 'login' WHERE permissions = '';
ALTER TABLE product MODIFY COLUMN permissions VARCHAR(60) NOT NULL;
ALTER TABLE product ADD CONSTRAINT product_permissions CHECK (permissions <> '');
ALTER TABLE product DROP COLUMN permission;

CREATE TABLE pair_permission (
    -- The order or the recovery that the pair is of.
    pair_id     CHAR(36)    NOT NULL PRIMARY KEY,
    permissions VARCHAR(60) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO pair_permission (pair_id, permissions)
    SELECT o.id, p.permissions FROM orders o JOIN product p ON p.code = o.product_code
    WHERE EXISTS (SELECT 1 FROM certificate c WHERE c.order_id = o.id);
INSERT INTO pair_permission (pair_id, permissions)
    SELECT r.id, g.permissions FROM recovery r JOIN certificate c ON c.serial = r.old_serial
    JOIN pair_permission g ON g.pair_id = c.order_id;
