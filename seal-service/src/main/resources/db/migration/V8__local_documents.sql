-- Documents that stay with a platform's bid tool: only what is known of them is here.
ALTER TABLE document ADD COLUMN hosted BOOLEAN NOT NULL DEFAULT TRUE;
-- What the tool is asked for a session, and what it answered: the last time counts.
CREATE TABLE local_preparation (
    session_id CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    client_id  VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wish       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at         DATETIME(6)  NOT NULL,
    signer     VARCHAR(480) NOT NULL,
    items      MEDIUMTEXT   NOT NULL,
    answer     MEDIUMTEXT   NULL,
    created_at DATETIME(6)  NOT NULL,
    KEY local_preparation_due (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- What the tool embeds; a day.
CREATE TABLE local_signature (
    document_id CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    value       MEDIUMBLOB  NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    KEY local_signature_due (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
