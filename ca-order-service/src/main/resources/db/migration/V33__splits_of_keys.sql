-- How often a key was split anew or turned: a change of PIN is confirmed over the splits that it was
-- agreed on, in the login that began it.
ALTER TABLE escrowed_key ADD COLUMN split_number INT NOT NULL DEFAULT 0;
ALTER TABLE signing_key
    ADD COLUMN refresh_splits TEXT NULL,
    ADD COLUMN refresh_login VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
-- The version before writes shares and agreements and knows neither: a share of its is another split,
-- an agreement of its is over no known ones.
DELIMITER //
CREATE TRIGGER escrowed_key_split BEFORE UPDATE ON escrowed_key FOR EACH ROW
BEGIN
    IF NEW.share_sealed <> OLD.share_sealed AND NEW.split_number = OLD.split_number THEN
        SET NEW.split_number = OLD.split_number + 1;
    END IF;
END//
CREATE TRIGGER signing_key_agreement BEFORE UPDATE ON signing_key FOR EACH ROW
BEGIN
    IF NOT (NEW.refresh_sealed <=> OLD.refresh_sealed) AND NEW.refresh_splits <=> OLD.refresh_splits THEN
        SET NEW.refresh_splits = NULL;
        SET NEW.refresh_login = NULL;
    END IF;
END//
DELIMITER ;
