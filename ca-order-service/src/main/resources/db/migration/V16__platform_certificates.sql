-- Encryption certificates of tender platforms, to which phones encrypt the keys of opened bids.
CREATE TABLE platform_certificate (
    serial        VARCHAR(40) NOT NULL PRIMARY KEY,
    platform_code VARCHAR(30) NOT NULL,
    der           BLOB        NOT NULL,
    crl_shard     SMALLINT       NOT NULL,
    issued_by     VARCHAR(60) NOT NULL,
    issued_at     DATETIME(6) NOT NULL,
    revoked_at    DATETIME(6) NULL,
    KEY platform_certificate_revoked (revoked_at),
    KEY platform_certificate_platform (platform_code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
