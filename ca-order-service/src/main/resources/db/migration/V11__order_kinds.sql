-- Orders of every kind: who pays, and which certificate they follow.
ALTER TABLE orders ADD COLUMN payer_id CHAR(36) NULL;
ALTER TABLE orders ADD COLUMN predecessor VARCHAR(40) NULL;
-- The predecessor while the order is under way or done: one successor each.
ALTER TABLE orders ADD COLUMN successor_of VARCHAR(40) NULL UNIQUE;
ALTER TABLE orders ADD KEY orders_payer (payer_id, created_at);
ALTER TABLE orders ADD CONSTRAINT orders_kind_known CHECK (kind IN ('claim', 'additional', 'renewal',
    'reissue', 'change', 'agent', 'personal'));
ALTER TABLE orders ADD CONSTRAINT orders_successor CHECK (successor_of IS NULL OR successor_of = predecessor);
UPDATE orders SET payer_id = account_id;

-- A person's own certificate names no enterprise.
ALTER TABLE certificate MODIFY COLUMN enterprise_id CHAR(36) NULL;
ALTER TABLE certificate MODIFY COLUMN uscc CHAR(18) NULL;

-- For a reissue or a change, whose validity was paid before.
ALTER TABLE product_price ADD COLUMN service_cents BIGINT NULL;
UPDATE product_price SET service_cents = price_cents;
ALTER TABLE product_price ADD CONSTRAINT product_price_service CHECK (service_cents > 0);
INSERT INTO product (code, platform_code, certificate_type, permission, validity_days, price_cents) VALUES
    ('ANSTEEL-PER-1Y', 'ANSTEEL', 'personal', '登录、签名', 365, 8000);
INSERT INTO product_price (product_code, valid_from, price_cents, service_cents, set_by) VALUES
    ('ANSTEEL-PER-1Y', '2020-01-01 00:00:00', 8000, 2000, 'migration');
