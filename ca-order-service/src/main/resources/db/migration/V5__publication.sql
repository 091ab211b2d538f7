-- What the time stamping authority said, recorded before it said it.
CREATE TABLE time_stamp (
    serial       VARCHAR(40) NOT NULL PRIMARY KEY,
    request_hash CHAR(64)    NOT NULL,
    stamped_at   DATETIME(6) NOT NULL,
    KEY time_stamp_at (stamped_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TRIGGER time_stamp_no_delete BEFORE DELETE ON time_stamp FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'time stamps are never deleted';
CREATE TRIGGER time_stamp_no_update BEFORE UPDATE ON time_stamp FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'time stamps are never changed';

-- The transparency log: every certificate once, in the order of issuing.
CREATE TABLE log_entry (
    position  BIGINT      NOT NULL PRIMARY KEY,
    serial    VARCHAR(40) NOT NULL,
    logged_at DATETIME(6) NOT NULL,
    UNIQUE KEY log_entry_serial (serial)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE log_node (
    level    SMALLINT   NOT NULL,
    position BIGINT     NOT NULL,
    hash     BINARY(32) NOT NULL,
    PRIMARY KEY (level, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row, locked by whoever appends.
CREATE TABLE log_size (
    id   TINYINT NOT NULL PRIMARY KEY,
    size BIGINT  NOT NULL,
    CONSTRAINT log_size_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO log_size (id, size) VALUES (1, 0);

CREATE TRIGGER log_entry_no_delete BEFORE DELETE ON log_entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log entries are never deleted';
CREATE TRIGGER log_entry_no_update BEFORE UPDATE ON log_entry FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log entries are never changed';
CREATE TRIGGER log_node_no_delete BEFORE DELETE ON log_node FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log nodes are never deleted';
CREATE TRIGGER log_node_no_update BEFORE UPDATE ON log_node FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log nodes are never changed';
DELIMITER //
CREATE TRIGGER log_size_grows BEFORE UPDATE ON log_size FOR EACH ROW
BEGIN
    IF NEW.size <= OLD.size THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the log only grows';
    END IF;
END//
DELIMITER ;
