-- Orders end in more ways: closed at the channel first, or paid back.
ALTER TABLE orders DROP CONSTRAINT orders_state_known;
ALTER TABLE orders ADD CONSTRAINT orders_state_known CHECK (state IN ('draft', 'awaiting_review',
    'awaiting_approval', 'returned', 'rejected', 'awaiting_payment', 'awaiting_download', 'completed',
    'closing', 'closed', 'refunding', 'refunded'));
ALTER TABLE orders ADD COLUMN state_since DATETIME(6) NULL;
-- Whether certificates were reserved: from then on nothing is paid back.
ALTER TABLE orders ADD COLUMN fulfilled BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE orders ADD KEY orders_state_since (state, state_since);
UPDATE orders SET state_since = created_at;
UPDATE orders SET fulfilled = TRUE WHERE id IN (SELECT order_id FROM certificate);

ALTER TABLE payment DROP CONSTRAINT payment_state;
ALTER TABLE payment ADD CONSTRAINT payment_state CHECK (state IN ('intended', 'open', 'paid',
    'surplus', 'closed'));
ALTER TABLE payment ADD KEY payment_unsettled (state, created_at);
ALTER TABLE payment ADD KEY payment_paid (channel, paid_at);

-- One refund per payment, always of the whole amount.
CREATE TABLE refund (
    id           CHAR(36)     NOT NULL PRIMARY KEY,
    payment_id   CHAR(36)     NOT NULL UNIQUE,
    order_id     CHAR(36)     NOT NULL,
    channel      VARCHAR(20)  NOT NULL,
    amount_cents BIGINT       NOT NULL,
    cause        VARCHAR(20)  NOT NULL,
    reason       VARCHAR(200) NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    channel_said VARCHAR(200) NULL,
    requested_by VARCHAR(80)  NOT NULL,
    requested_at DATETIME(6)  NOT NULL,
    done_at      DATETIME(6)  NULL,
    attempts     INT          NOT NULL,
    KEY refund_open (state, attempts),
    KEY refund_done (channel, done_at),
    CONSTRAINT refund_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT refund_amount CHECK (amount_cents > 0),
    CONSTRAINT refund_cause CHECK (cause IN ('payer', 'operator', 'surplus')),
    CONSTRAINT refund_state CHECK (state IN ('requested', 'done', 'refused'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Double entry: each row moves one amount from the account credited to the account debited.
CREATE TABLE ledger_posting (
    id             BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    reference      VARCHAR(60) NOT NULL UNIQUE,
    order_id       CHAR(36)    NOT NULL,
    debit_account  VARCHAR(40) NOT NULL,
    credit_account VARCHAR(40) NOT NULL,
    amount_cents   BIGINT      NOT NULL,
    posted_at      DATETIME(6) NOT NULL,
    KEY ledger_order (order_id),
    CONSTRAINT ledger_amount CHECK (amount_cents > 0 AND debit_account <> credit_account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE reconciliation (
    channel    VARCHAR(20) NOT NULL,
    day        DATE        NOT NULL,
    bill_lines  INT         NOT NULL,
    differences INT        NOT NULL,
    run_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (channel, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE reconciliation_difference (
    channel      VARCHAR(20) NOT NULL,
    day          DATE        NOT NULL,
    reference    VARCHAR(64) NOT NULL,
    kind         VARCHAR(20) NOT NULL,
    ours_cents   BIGINT      NULL,
    theirs_cents BIGINT      NULL,
    PRIMARY KEY (channel, day, reference),
    CONSTRAINT reconciliation_kind CHECK (kind IN ('missing', 'extra', 'amount'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

ALTER TABLE sandbox_trade ADD COLUMN closed_at DATETIME(6) NULL;
CREATE TABLE sandbox_refund (
    out_refund_no VARCHAR(64) NOT NULL PRIMARY KEY,
    out_trade_no  VARCHAR(64) NOT NULL UNIQUE,
    amount_cents  BIGINT      NOT NULL,
    refunded_at   DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refunds are never deleted';
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_posting FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is never changed';
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_posting FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is never changed';

-- What was paid before the ledger began.
INSERT INTO ledger_posting (reference, order_id, debit_account, credit_account, amount_cents, posted_at)
    SELECT CONCAT('paid:', id), order_id, CONCAT('channel:', channel), 'deposits', amount_cents, paid_at
    FROM payment WHERE state = 'paid';
INSERT INTO ledger_posting (reference, order_id, debit_account, credit_account, amount_cents, posted_at)
    SELECT CONCAT('earned:', p.order_id), p.order_id, 'deposits', 'revenue', p.amount_cents, p.paid_at
    FROM payment p JOIN orders o ON o.id = p.order_id
    WHERE p.state = 'paid' AND o.state = 'completed';
