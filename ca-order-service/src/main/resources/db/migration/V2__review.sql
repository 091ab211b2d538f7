CREATE TABLE operator_key (
    username    VARCHAR(60) NOT NULL PRIMARY KEY,
    account_id  CHAR(36)    NULL,
    certificate BLOB        NOT NULL,
    enrolled_by VARCHAR(60) NOT NULL,
    enrolled_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE decision (
    id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id    CHAR(36)     NOT NULL,
    round_no    INT          NOT NULL,
    stage       VARCHAR(10)  NOT NULL,
    verdict     VARCHAR(10)  NOT NULL,
    operator    VARCHAR(60)  NOT NULL,
    sheet_hash  CHAR(64)     NOT NULL,
    reason      VARCHAR(200) NOT NULL,
    signature   VARBINARY(80) NOT NULL,
    certificate BLOB         NOT NULL,
    at          DATETIME(6)  NOT NULL,
    UNIQUE KEY decision_once (order_id, round_no, stage),
    UNIQUE KEY decision_four_eyes (order_id, round_no, operator),
    CONSTRAINT decision_stage CHECK (stage IN ('review', 'approval')),
    CONSTRAINT decision_verdict CHECK (verdict IN ('approve', 'return', 'reject'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
