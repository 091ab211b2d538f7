-- Proofs and nonces of devices that were used. Repeatable, so that it comes after whatever numbers a
-- service has.
CREATE TABLE IF NOT EXISTS spent_proof (
    id      VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    ends_at DATETIME(6)  NOT NULL,
    KEY spent_proof_ends (ends_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
