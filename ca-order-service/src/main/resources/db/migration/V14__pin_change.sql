-- A change of PIN with fresh shares: until the device confirms the new share, both are accepted.
ALTER TABLE signing_key ADD COLUMN pin_challenge CHAR(64) NULL;
ALTER TABLE signing_key ADD COLUMN next_share_sealed VARCHAR(300) NULL;
-- What both sides agreed on, for a device that lost the answer; erased with the confirmation.
ALTER TABLE signing_key ADD COLUMN refresh_sealed VARCHAR(300) NULL;
ALTER TABLE signing_key ADD CONSTRAINT signing_key_refresh
    CHECK ((next_share_sealed IS NULL) = (refresh_sealed IS NULL));
