-- The record of each use, and of each that was taken back, as the transparency log commits to it: the salt, SM3 of
-- the whole, and where the log has it. Uses from before have none.
CREATE TABLE seal_use_record (
    use_id      BIGINT      NOT NULL,
    kind        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    salt        CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digest      CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(6) NOT NULL,
    position    BIGINT      NULL,
    PRIMARY KEY (use_id, kind),
    UNIQUE KEY seal_use_record_digest (digest),
    UNIQUE KEY seal_use_record_position (position),
    CONSTRAINT seal_use_record_kind CHECK (kind IN ('seal_use', 'seal_use_withdrawal'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- How far the log was followed: roots of its complete subtrees, and its last checkpoint with its time stamp.
CREATE TABLE log_watch (
    id         TINYINT       NOT NULL PRIMARY KEY,
    size       BIGINT        NOT NULL,
    nodes      VARCHAR(4200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    checkpoint VARCHAR(120)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    time_stamp TEXT          CHARACTER SET ascii COLLATE ascii_bin NULL,
    CONSTRAINT log_watch_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO log_watch (id, size, nodes) VALUES (1, 0, '');
-- Entries of the log that are not what stands here, as long as they are not.
CREATE TABLE log_difference (
    position BIGINT      NOT NULL PRIMARY KEY,
    kind     VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    found_at DATETIME(6) NOT NULL,
    CONSTRAINT log_difference_kind CHECK (kind IN ('unknown', 'differs'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TRIGGER seal_use_record_no_delete BEFORE DELETE ON seal_use_record FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a use keeps its record';
DELIMITER //
CREATE TRIGGER seal_use_record_stays BEFORE UPDATE ON seal_use_record FOR EACH ROW
BEGIN
    IF OLD.position IS NOT NULL OR NEW.use_id <> OLD.use_id OR NEW.kind <> OLD.kind OR NEW.salt <> OLD.salt
        OR NEW.digest <> OLD.digest OR NEW.recorded_at <> OLD.recorded_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a use keeps its record';
    END IF;
END//
CREATE TRIGGER log_watch_grows BEFORE UPDATE ON log_watch FOR EACH ROW
BEGIN
    IF NEW.size <= OLD.size THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was seen of the log is not forgotten';
    END IF;
END//
DELIMITER ;
