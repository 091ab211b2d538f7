-- Operators' keys, each enrolled by two administrators. The table before knew one key an operator
-- and nobody who confirmed it; what was in it is enrolled anew (nothing is in production).
DROP TABLE operator_key;
CREATE TABLE operator_key (
    id            CHAR(36)     NOT NULL PRIMARY KEY,
    username      VARCHAR(60)  NOT NULL,
    account_id    CHAR(36)     NULL,
    -- SubjectPublicKeyInfo, in hexadecimal, and its SM3.
    public_key    VARCHAR(600) NOT NULL,
    key_hash      VARCHAR(64)  NOT NULL,
    state         VARCHAR(10)  NOT NULL,
    proposed_by   VARCHAR(60)  NOT NULL,
    proposed_at   DATETIME(6)  NOT NULL,
    confirmed_by  VARCHAR(60)  NULL,
    confirmed_at  DATETIME(6)  NULL,
    serial        VARCHAR(40)  NULL UNIQUE,
    -- End of the overlap, once another key has taken its place.
    usable_until  DATETIME(6)  NULL,
    -- The operator, while proposed: one open proposal each.
    open_for      VARCHAR(60)  NULL UNIQUE,
    -- The key's hash once enrolled: no key has two certificates, and no two operators one key.
    enrolled_hash VARCHAR(64)  NULL UNIQUE,
    version       INT          NOT NULL,
    KEY operator_key_username (username, state),
    CONSTRAINT operator_key_state CHECK (state IN ('proposed', 'enrolled', 'replaced', 'revoked', 'refused')),
    CONSTRAINT operator_key_two_people CHECK (
        (state IN ('proposed', 'refused')) = (confirmed_by IS NULL)
        AND (confirmed_by IS NULL OR confirmed_by <> proposed_by AND confirmed_by <> username)
        AND proposed_by <> username),
    CONSTRAINT operator_key_certified CHECK (
        (confirmed_by IS NULL) = (serial IS NULL) AND (confirmed_by IS NULL) = (enrolled_hash IS NULL)),
    CONSTRAINT operator_key_registered FOREIGN KEY (serial) REFERENCES issued_certificate (serial)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

