-- The transparency log has uses of seals, and their being taken back, beside certificates. Of each it knows the SM3
-- of a salted record, which the enterprise keeps, and nothing else.
ALTER TABLE log_entry
    MODIFY COLUMN serial VARCHAR(40) NULL,
    ADD COLUMN kind   VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'certificate',
    ADD COLUMN digest CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD UNIQUE KEY log_entry_digest (digest),
    ADD CONSTRAINT log_entry_kind CHECK (
        (kind = 'certificate' AND serial IS NOT NULL AND digest IS NULL)
        OR (kind IN ('seal_use', 'seal_use_withdrawal') AND serial IS NULL AND digest IS NOT NULL));
