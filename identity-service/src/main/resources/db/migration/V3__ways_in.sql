-- Not mapped to the entity: read and written by login alone.
ALTER TABLE account ADD COLUMN password_hash VARCHAR(200) NULL;
-- An operator may freeze an account; a deleted one keeps its id only.
ALTER TABLE account ADD COLUMN state VARCHAR(10) NOT NULL DEFAULT 'active';
ALTER TABLE account ADD CONSTRAINT account_state CHECK (state IN ('active', 'frozen', 'deleted'));
ALTER TABLE account MODIFY COLUMN phone_sealed VARCHAR(200) NULL;
ALTER TABLE account MODIFY COLUMN phone_index CHAR(64) NULL;

-- One counter over all ways in (P14): a number, or a number on a device that belongs to its account.
CREATE TABLE guess (
    subject CHAR(64)    NOT NULL PRIMARY KEY,
    used    INT         NOT NULL,
    ends_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What the sandbox's carrier would say about a token of its SDK; each is good once.
CREATE TABLE sandbox_one_tap (
    token      CHAR(36)    NOT NULL PRIMARY KEY,
    phone      VARCHAR(20) NOT NULL,
    expires_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
