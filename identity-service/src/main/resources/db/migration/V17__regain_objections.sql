-- What was said against an attempt: every device once, whatever became of the attempt, so that a decision
-- made before it is seen to be older, and that the next attempt of the account begins with it.
CREATE TABLE regain_objection (
    regain_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device     VARCHAR(60)  NOT NULL,
    -- The account had the device before the attempt began.
    from_before BOOLEAN     NOT NULL,
    reason     VARCHAR(200) NOT NULL,
    made_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (regain_id, device_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- How often objections sent it back to the operators who had decided.
ALTER TABLE regain ADD COLUMN reopened INT NOT NULL DEFAULT 0;
