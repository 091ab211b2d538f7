-- A registered enterprise's new data (企业信息变更) is stated like a claim.
ALTER TABLE claim ADD COLUMN kind VARCHAR(10) NOT NULL DEFAULT 'claim';
ALTER TABLE claim ADD CONSTRAINT claim_kind CHECK (kind IN ('claim', 'change'));
-- The enterprise's id while its change is before the reviewers: one at a time.
ALTER TABLE claim ADD COLUMN open_change CHAR(36) NULL UNIQUE;
ALTER TABLE claim ADD CONSTRAINT claim_open_change
    CHECK (open_change IS NULL OR (kind = 'change' AND state = 'reserved'));
