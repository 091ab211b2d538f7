-- Whose place a successor takes, as it was when operators got the sheet; NULL with no administrator then, and
-- for what the version before reserved, which this one takes for the administrator of now.
ALTER TABLE claim
    ADD COLUMN succeeds CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN reserved_at DATETIME(6) NULL;
