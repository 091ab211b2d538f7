CREATE TABLE seal (
    id                 CHAR(36)     NOT NULL PRIMARY KEY,
    enterprise_id      CHAR(36)     NOT NULL,
    enterprise_name    VARCHAR(100) NOT NULL,
    kind               VARCHAR(40)  NOT NULL,
    state              VARCHAR(20)  NOT NULL,
    certificate_serial VARCHAR(40)  NOT NULL,
    created_at         DATETIME(6)  NOT NULL,
    version            INT          NOT NULL,
    -- The three of R38 exist once per enterprise; others may be many and leave this NULL.
    once_key           VARCHAR(80)  NULL UNIQUE,
    KEY seal_enterprise (enterprise_id),
    CONSTRAINT seal_state CHECK (state IN ('draft', 'active', 'frozen', 'withdrawn', 'destroyed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
