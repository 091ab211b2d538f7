-- Names as they are searched: pairs of neighbouring characters, and the whole for its beginning.
ALTER TABLE enterprise ADD COLUMN name_key VARCHAR(100) NULL;
CREATE INDEX enterprise_name_key ON enterprise (name_key);
CREATE TABLE enterprise_term (
    -- Compared exactly, so that no collation makes two terms one.
    term          VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    enterprise_id CHAR(36) NOT NULL,
    PRIMARY KEY (term, enterprise_id),
    KEY enterprise_term_enterprise (enterprise_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- 接任: somebody takes the place of an administrator who is gone, after a review.
ALTER TABLE claim DROP CONSTRAINT claim_kind;
ALTER TABLE claim MODIFY COLUMN kind VARCHAR(12) NOT NULL DEFAULT 'claim';
ALTER TABLE claim ADD CONSTRAINT claim_kind CHECK (kind IN ('claim', 'change', 'succession'));
ALTER TABLE claim DROP CONSTRAINT claim_open_change;
ALTER TABLE claim ADD CONSTRAINT claim_open_change
    CHECK (open_change IS NULL OR (kind IN ('change', 'succession') AND state = 'reserved'));

-- Somebody says that an enterprise was claimed by one who may not act for it.
CREATE TABLE dispute (
    id             CHAR(36)     NOT NULL PRIMARY KEY,
    uscc           CHAR(18)     NOT NULL,
    complainant_id CHAR(36)     NOT NULL,
    text_sealed    TEXT         NOT NULL,
    state          VARCHAR(20)  NOT NULL,
    operator       VARCHAR(60)  NULL,
    reason         VARCHAR(300) NULL,
    created_at     DATETIME(6)  NOT NULL,
    decided_at     DATETIME(6)  NULL,
    version        INT          NOT NULL,
    KEY dispute_state (state, created_at),
    KEY dispute_complainant (complainant_id),
    CONSTRAINT dispute_state_known CHECK (state IN ('open', 'upheld', 'dismissed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE dispute_evidence (
    dispute_id     CHAR(36)   NOT NULL,
    position       INT        NOT NULL,
    content_sealed MEDIUMTEXT NOT NULL,
    PRIMARY KEY (dispute_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
