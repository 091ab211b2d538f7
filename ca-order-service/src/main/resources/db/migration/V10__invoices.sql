CREATE TABLE invoice_title (
    id         CHAR(36)     NOT NULL PRIMARY KEY,
    account_id CHAR(36)     NOT NULL,
    -- Name, tax number and address for delivery, sealed together.
    sealed     VARCHAR(800) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    KEY invoice_title_account (account_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE invoice (
    id           CHAR(36)     NOT NULL PRIMARY KEY,
    order_id     CHAR(36)     NOT NULL,
    account_id   CHAR(36)     NOT NULL,
    colour       VARCHAR(4)   NOT NULL,
    amount_cents BIGINT       NOT NULL,
    title_sealed VARCHAR(800) NOT NULL,
    state        VARCHAR(10)  NOT NULL,
    number       VARCHAR(30)  NULL UNIQUE,
    provider_said VARCHAR(200) NULL,
    -- The blue invoice that a red one takes back: at most once.
    red_of       CHAR(36)     NULL UNIQUE,
    -- The order's id while this blue invoice is in force: one at a time.
    blue_order   CHAR(36)     NULL UNIQUE,
    requested_at DATETIME(6)  NOT NULL,
    issued_at    DATETIME(6)  NULL,
    attempts     INT          NOT NULL,
    KEY invoice_order (order_id),
    KEY invoice_open (state, attempts),
    CONSTRAINT invoice_amount CHECK (amount_cents > 0),
    CONSTRAINT invoice_colour CHECK ((colour = 'blue') = (red_of IS NULL) AND colour IN ('blue', 'red')),
    CONSTRAINT invoice_state CHECK (state IN ('requested', 'issued', 'refused')),
    CONSTRAINT invoice_number CHECK ((state = 'issued') = (number IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'invoices are never deleted';

CREATE TABLE sandbox_invoice (
    request_id CHAR(36)    NOT NULL PRIMARY KEY,
    number     BIGINT      NOT NULL AUTO_INCREMENT UNIQUE,
    asked_at   DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
