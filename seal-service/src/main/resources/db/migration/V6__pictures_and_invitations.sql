-- From whom a seal has a picture that was not generated, and what the legal person agreed to with it; evidence, for ever.
CREATE TABLE given_picture (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seal_id       CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    picture       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    way           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    statement     VARCHAR(400) NULL,
    invitation_id CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    at            DATETIME(6)  NOT NULL,
    KEY given_picture_of (seal_id, at),
    CONSTRAINT given_picture_way CHECK (way IN ('drawn', 'uploaded'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER given_picture_no_delete BEFORE DELETE ON given_picture FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'who gave a picture is never forgotten';
CREATE TRIGGER given_picture_stays BEFORE UPDATE ON given_picture FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'who gave a picture is never changed';
-- The legal person is asked for his signature. Of what opens an invitation there is a hash only.
CREATE TABLE signature_invitation (
    id            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seal_id       CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enterprise_id CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    inviter_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    state         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- One at a time.
    open_for      CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
    used_by       CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    ended_at      DATETIME(6)  NULL,
    version       INT          NOT NULL,
    KEY signature_invitation_of (seal_id, created_at),
    KEY signature_invitation_day (enterprise_id, created_at),
    CONSTRAINT signature_invitation_state CHECK (state IN ('open', 'used', 'expired', 'withdrawn')),
    CONSTRAINT signature_invitation_open CHECK ((state = 'open') = (open_for IS NOT NULL)),
    CONSTRAINT signature_invitation_used CHECK ((state = 'used') = (used_by IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER signature_invitation_no_delete BEFORE DELETE ON signature_invitation FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'who was invited is never forgotten';
