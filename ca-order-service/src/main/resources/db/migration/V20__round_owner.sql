-- Which replica opened a round, and where the others reach it: its nonces are sealed under a key of
-- that process. Rounds live two minutes; those from before this are lost with their process.
ALTER TABLE signing_round ADD COLUMN owner_url VARCHAR(200) NOT NULL DEFAULT '';
-- Rounds are deleted by this time.
ALTER TABLE signing_round ADD KEY signing_round_expiry (expires_at);
