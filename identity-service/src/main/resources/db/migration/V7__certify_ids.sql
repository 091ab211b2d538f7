-- What Alipay calls a verification of ours.
CREATE TABLE alipay_certify (
    reference  CHAR(36)    NOT NULL PRIMARY KEY,
    certify_id VARCHAR(64) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
