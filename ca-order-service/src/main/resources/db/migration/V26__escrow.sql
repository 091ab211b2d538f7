-- Whole keys lie under a key-encryption key of the key management centre, bound to issuer and serial.
-- Rows before, sealed under the key of personal data, do not open any more: there are none outside
-- of sandboxes, whose keys are made anew.
ALTER TABLE escrowed_key
    ADD COLUMN issuer_hash CHAR(64) NOT NULL DEFAULT '',
    MODIFY COLUMN key_sealed VARCHAR(2000) NOT NULL;
ALTER TABLE escrowed_key ALTER COLUMN issuer_hash DROP DEFAULT;
