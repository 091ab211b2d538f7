-- A change of PIN turns every encryption key of the store, each by its own; it ends when it is not
-- confirmed in time. What was agreed on before this is void: the old share stays.
UPDATE signing_key SET next_share_sealed = NULL, refresh_sealed = NULL, pin_challenge = NULL;
ALTER TABLE signing_key MODIFY COLUMN refresh_sealed TEXT NULL;
ALTER TABLE signing_key ADD COLUMN refresh_ends_at DATETIME(6) NULL;
ALTER TABLE signing_key ADD CONSTRAINT signing_key_refresh_end
    CHECK ((refresh_sealed IS NULL) = (refresh_ends_at IS NULL));
ALTER TABLE signing_key ADD KEY signing_key_refresh_ends (refresh_ends_at);
