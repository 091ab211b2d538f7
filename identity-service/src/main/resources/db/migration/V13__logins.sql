-- One row a login (a phone's session at the token issuer). Its refresh tokens are numbered: only the
-- one of the present generation is good, an older one ends the login. The issuer's own refresh token
-- stays here. Logins from before this have no row and end: nothing is in production.
CREATE TABLE login (
    id                  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    account_id          CHAR(36)     NOT NULL,
    device_id           CHAR(36)     NOT NULL,
    salt                CHAR(64)     NOT NULL,
    generation          INT          NOT NULL,
    issuer_token_sealed TEXT         NOT NULL,
    begun_at            DATETIME(6)  NOT NULL,
    renewed_at          DATETIME(6)  NOT NULL,
    ended_at            DATETIME(6)  NULL,
    KEY login_account (account_id, device_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- How often all logins of the account were ended: who was let in before the last time, and was given
-- no tokens yet, gets none.
ALTER TABLE account ADD COLUMN login_epoch INT NOT NULL DEFAULT 0;
