CREATE TABLE platform (
    code VARCHAR(30)  NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE product (
    code             VARCHAR(40)  NOT NULL PRIMARY KEY,
    platform_code    VARCHAR(30)  NOT NULL,
    certificate_type VARCHAR(20)  NOT NULL,
    permission       VARCHAR(60)  NOT NULL,
    validity_days    INT          NOT NULL,
    price_cents      BIGINT       NOT NULL,
    CONSTRAINT product_platform FOREIGN KEY (platform_code) REFERENCES platform (code),
    CONSTRAINT product_type CHECK (certificate_type IN ('enterprise', 'personal')),
    CONSTRAINT product_price CHECK (price_cents > 0 AND validity_days > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT INTO platform VALUES
    ('ANSTEEL', '鞍钢集团电子招标投标交易平台'),
    ('LNGGZY', '辽宁省公共资源交易平台');
INSERT INTO product VALUES
    ('ANSTEEL-ENT-1Y', 'ANSTEEL', 'enterprise', '登录、签章、加密、解密', 365, 20000),
    ('ANSTEEL-ENT-2Y', 'ANSTEEL', 'enterprise', '登录、签章、加密、解密', 730, 36000),
    ('LNGGZY-ENT-1Y', 'LNGGZY', 'enterprise', '登录、签章、加密、解密', 365, 26000);

CREATE TABLE orders (
    id              CHAR(36)     NOT NULL PRIMARY KEY,
    kind            VARCHAR(20)  NOT NULL,
    account_id      CHAR(36)     NOT NULL,
    claim_id        CHAR(36)     NULL,
    enterprise_id   CHAR(36)     NULL,
    product_code    VARCHAR(40)  NOT NULL,
    price_cents     BIGINT       NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    subject_sealed  TEXT         NULL,
    created_at      DATETIME(6)  NOT NULL,
    version         INT          NOT NULL,
    KEY orders_account (account_id, created_at),
    KEY orders_state (state, created_at),
    CONSTRAINT orders_product FOREIGN KEY (product_code) REFERENCES product (code),
    CONSTRAINT orders_state_known CHECK (state IN ('draft', 'awaiting_review', 'awaiting_approval',
        'returned', 'rejected', 'awaiting_payment', 'awaiting_download', 'completed', 'closed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE order_transition (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id   CHAR(36)     NOT NULL,
    from_state VARCHAR(20)  NULL,
    to_state   VARCHAR(20)  NOT NULL,
    actor      VARCHAR(80)  NOT NULL,
    reason     VARCHAR(200) NULL,
    at         DATETIME(6)  NOT NULL,
    KEY order_transition_order (order_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE attachment (
    order_id   CHAR(36)    NOT NULL,
    kind       VARCHAR(20) NOT NULL,
    object_key VARCHAR(80) NOT NULL,
    media_type VARCHAR(30) NOT NULL,
    sm3        CHAR(64)    NOT NULL,
    size       BIGINT      NOT NULL,
    PRIMARY KEY (order_id, kind),
    CONSTRAINT attachment_kind CHECK (kind IN ('licence', 'form'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Commands of the saga to enterprise-service, repeated until they are carried out.
CREATE TABLE saga_command (
    id         VARCHAR(60) NOT NULL PRIMARY KEY,
    claim_id   CHAR(36)    NOT NULL,
    command    VARCHAR(20) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    done_at    DATETIME(6) NULL,
    attempts   INT         NOT NULL,
    KEY saga_command_open (done_at, created_at),
    CONSTRAINT saga_command_known CHECK (command IN ('confirm', 'release'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
