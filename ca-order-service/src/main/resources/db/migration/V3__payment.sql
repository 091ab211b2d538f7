CREATE TABLE payment (
    id           CHAR(36)    NOT NULL PRIMARY KEY,
    order_id     CHAR(36)    NOT NULL,
    channel      VARCHAR(20) NOT NULL,
    amount_cents BIGINT      NOT NULL,
    state        VARCHAR(20) NOT NULL,
    cashier_url  VARCHAR(300) NULL,
    trade_no     VARCHAR(64) NULL,
    created_at   DATETIME(6) NOT NULL,
    paid_at      DATETIME(6) NULL,
    -- The order's id while the payment is paid: one order is paid once.
    paid_order   CHAR(36)    NULL UNIQUE,
    version      INT         NOT NULL,
    KEY payment_order (order_id),
    CONSTRAINT payment_amount CHECK (amount_cents > 0),
    CONSTRAINT payment_state CHECK (state IN ('intended', 'open', 'paid', 'surplus'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE payment_notice (
    id          VARCHAR(64) NOT NULL PRIMARY KEY,
    channel     VARCHAR(20) NOT NULL,
    raw         TEXT        NOT NULL,
    received_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payments are never deleted';
CREATE TRIGGER payment_notice_no_delete BEFORE DELETE ON payment_notice FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notices are never deleted';
CREATE TRIGGER orders_no_delete BEFORE DELETE ON orders FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'orders are never deleted';

CREATE TABLE sandbox_trade (
    out_trade_no VARCHAR(64) NOT NULL PRIMARY KEY,
    trade_no     VARCHAR(64) NOT NULL UNIQUE,
    amount_cents BIGINT      NOT NULL,
    title        VARCHAR(100) NOT NULL,
    paid_at      DATETIME(6) NULL,
    -- How often the notice was taken; the sandbox delivers each twice, as real ones sometimes do.
    delivered    INT         NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
