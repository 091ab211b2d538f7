-- Reminders before expiry: each threshold once per certificate.
CREATE TABLE certificate_reminder (
    serial      VARCHAR(40) NOT NULL,
    days_before SMALLINT    NOT NULL,
    reminded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (serial, days_before)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
ALTER TABLE certificate ADD KEY certificate_expiry (state, key_usage, not_after);
