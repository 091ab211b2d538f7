-- Prices by the moment from which they hold; product.price_cents stays what it was at first.
CREATE TABLE product_price (
    product_code VARCHAR(40) NOT NULL,
    valid_from   DATETIME(6) NOT NULL,
    price_cents  BIGINT      NOT NULL,
    set_by       VARCHAR(60) NOT NULL,
    PRIMARY KEY (product_code, valid_from),
    CONSTRAINT product_price_product FOREIGN KEY (product_code) REFERENCES product (code),
    CONSTRAINT product_price_positive CHECK (price_cents > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO product_price (product_code, valid_from, price_cents, set_by)
    SELECT code, '2020-01-01 00:00:00', price_cents, 'migration' FROM product;
ALTER TABLE product ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD KEY product_of_platform (platform_code, withdrawn);

-- Who is looking at an order, so that two operators do not do the same work.
CREATE TABLE review_claim (
    order_id      CHAR(36)    NOT NULL PRIMARY KEY,
    operator      VARCHAR(60) NOT NULL,
    claimed_until DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
