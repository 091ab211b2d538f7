-- Platforms whose clients at the token endpoint are made here, and suspended platforms.
ALTER TABLE relying_party
    -- What changes the client at the token endpoint; NULL where that is kept by hand.
    ADD COLUMN pass_sealed VARCHAR(4000) NULL,
    ADD COLUMN suspended_at DATETIME(6) NULL;
