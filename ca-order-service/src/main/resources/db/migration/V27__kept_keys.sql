-- Whole keys lie in the key management centre's own schema (db/kmc); here stays the server's share.
-- Those of sandboxes before are not taken along: nothing is in production.
ALTER TABLE escrowed_key DROP COLUMN key_sealed;
