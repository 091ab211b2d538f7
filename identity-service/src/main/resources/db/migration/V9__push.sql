-- By which address a phone is reached while the app is closed; one account a device.
CREATE TABLE push_address (
    device_id      CHAR(36)     NOT NULL PRIMARY KEY,
    account_id     CHAR(36)     NOT NULL,
    address_sealed VARCHAR(700) NOT NULL,
    registered_at  DATETIME(6)  NOT NULL,
    KEY push_address_account (account_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What waits to be pushed; a row goes when it was, or when it was given up.
CREATE TABLE push (
    id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    device_id CHAR(36)     NOT NULL,
    title     VARCHAR(100) NOT NULL,
    link      VARCHAR(200) NOT NULL,
    attempts  INT          NOT NULL DEFAULT 0,
    next_at   DATETIME(6)  NOT NULL,
    KEY push_next (next_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sandbox_push (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    address    VARCHAR(64)  NOT NULL,
    title      VARCHAR(100) NOT NULL,
    link       VARCHAR(200) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    KEY sandbox_push_address (address, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
