-- What a provincial filing system knows of a seal, and what it is told, in order for each seal.
ALTER TABLE seal
    ADD COLUMN filing         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'not_configured',
    ADD COLUMN filing_number  VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    ADD COLUMN filed_at       DATETIME(6)  NULL,
    ADD COLUMN filing_refusal VARCHAR(200) NULL,
    ADD CONSTRAINT seal_filing_known CHECK (filing IN ('not_configured', 'waiting', 'filed', 'refused')),
    ADD CONSTRAINT seal_filing_numbered CHECK (filing <> 'filed' OR filing_number IS NOT NULL);
CREATE TABLE seal_filing (
    id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    request_key CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    seal_id     CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fact        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail      VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    happened_at DATETIME(6)  NOT NULL,
    state       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts    INT          NOT NULL,
    next_at     DATETIME(6)  NOT NULL,
    answer      VARCHAR(200) NULL,
    answered_at DATETIME(6)  NULL,
    version     INT          NOT NULL,
    KEY seal_filing_due (state, next_at),
    KEY seal_filing_of (seal_id, id),
    CONSTRAINT seal_filing_fact CHECK (fact IN ('made', 'stopped', 'resumed', 'cancelled')),
    CONSTRAINT seal_filing_state CHECK (state IN ('waiting', 'told', 'refused', 'dropped')),
    CONSTRAINT seal_filing_answered CHECK ((state = 'waiting') = (answered_at IS NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER seal_filing_no_delete BEFORE DELETE ON seal_filing FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was told of a seal is kept';
-- The sandbox's own book.
CREATE TABLE sandbox_filing (
    number      BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    request_key CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    seal_id     CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fact        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    answers_at  DATETIME(6)  NOT NULL,
    refusal     VARCHAR(200) NULL,
    KEY sandbox_filing_of (seal_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
