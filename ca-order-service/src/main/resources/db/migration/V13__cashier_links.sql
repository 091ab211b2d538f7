-- Alipay's signed links are long.
ALTER TABLE payment MODIFY COLUMN cashier_url VARCHAR(4000) NULL;
