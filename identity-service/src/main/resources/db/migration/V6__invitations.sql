-- Invitations to numbers that have no account yet; told when they register.
CREATE TABLE pending_invitation (
    id                     BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    phone_index            CHAR(64)     NOT NULL,
    enterprise_name        VARCHAR(100) NOT NULL,
    token_sealed           VARCHAR(300) NOT NULL,
    created_at             DATETIME(6)  NOT NULL,
    KEY pending_invitation_phone (phone_index)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
