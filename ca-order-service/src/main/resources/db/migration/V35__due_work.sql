-- When each is tried next: what always fails keeps nothing else from its turn, also after a restart. A version before
-- this one knows nothing of it and tries all of them all the time.
ALTER TABLE saga_command
    ADD COLUMN due_at DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
    ADD KEY saga_command_due (done_at, due_at),
    ADD KEY saga_command_claim (claim_id, done_at);
ALTER TABLE refund
    ADD COLUMN due_at DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
    ADD KEY refund_due (state, due_at);
ALTER TABLE invoice
    ADD COLUMN due_at DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
    ADD KEY invoice_due (state, due_at);

-- Certificates whose change an outside CA has not been told.
CREATE TABLE authority_due (
    serial   VARCHAR(40) NOT NULL PRIMARY KEY,
    due_at   DATETIME(6) NOT NULL,
    attempts INT         NOT NULL,
    KEY authority_due_at (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
