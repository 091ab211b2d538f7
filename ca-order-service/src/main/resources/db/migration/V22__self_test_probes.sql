-- Probes of self-tests (自检), made here: each is answered in its own round, and an outcome is taken
-- for one that was answered only. What is in it is known by its hash alone.
CREATE TABLE self_test_probe (
    round_id          CHAR(36)       NOT NULL PRIMARY KEY,
    account_id        CHAR(36)       NOT NULL,
    signing_serial    VARCHAR(40)    NOT NULL,
    wrapped           VARBINARY(500) NOT NULL,
    -- SM3 of what the phone gets out of it, 64 hexadecimal characters.
    plain_hash        CHAR(64)       NOT NULL,
    created_at        DATETIME(6)    NOT NULL,
    answered_at       DATETIME(6)    NULL,
    ended_at          DATETIME(6)    NULL,
    KEY self_test_probe_age (created_at),
    CONSTRAINT self_test_probe_order CHECK (ended_at IS NULL OR answered_at IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
