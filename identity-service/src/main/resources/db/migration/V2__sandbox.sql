-- What the sandbox providers remember; empty where real providers are configured.
CREATE TABLE sandbox_sms (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    phone      VARCHAR(20)  NOT NULL,
    text       VARCHAR(200) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    KEY sandbox_sms_phone (phone, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sandbox_verification (
    reference  VARCHAR(64) NOT NULL PRIMARY KEY,
    outcome    VARCHAR(20) NOT NULL,
    answers_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
