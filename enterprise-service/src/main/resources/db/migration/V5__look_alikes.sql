-- What a name looks like, for operators who compare it with others: which table of look-alikes made it,
-- and a digest. NULL until it is made.
ALTER TABLE enterprise ADD COLUMN name_skeleton VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE INDEX enterprise_name_skeleton ON enterprise (name_skeleton);

-- A new name without a new skeleton, as code gives it that knows none: it is made later.
DELIMITER //
CREATE TRIGGER enterprise_renamed BEFORE UPDATE ON enterprise FOR EACH ROW
BEGIN
    IF NEW.name_skeleton <=> OLD.name_skeleton AND BINARY NEW.name <> BINARY OLD.name THEN
        SET NEW.name_skeleton = NULL;
    END IF;
END//
DELIMITER ;
