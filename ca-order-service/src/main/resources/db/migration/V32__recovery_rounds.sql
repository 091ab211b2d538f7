-- A recovery goes on in the login that proved it, and what ended one counts for a day from then. Rows of
-- the version before have neither: such a one goes on in any login, and ended with its day.
ALTER TABLE recovery
    ADD COLUMN login VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    ADD COLUMN ended_at DATETIME(6) NULL,
    -- Rises whenever it becomes contested, another joins or it proves more: votes count in their round.
    ADD COLUMN contest_round INT NOT NULL DEFAULT 1;
-- Who else would bring, or brought, the same key.
ALTER TABLE recovery_key ADD KEY recovery_key_serial (serial);

ALTER TABLE recovery_decision ADD COLUMN contest_round INT NOT NULL DEFAULT 0;
UPDATE recovery_decision SET contest_round = 1;
ALTER TABLE recovery_decision DROP PRIMARY KEY, ADD PRIMARY KEY (recovery_id, contest_round, operator);
-- The version before knows no rounds: what its operators say is about the round of that moment.
DELIMITER //
CREATE TRIGGER recovery_decision_round BEFORE INSERT ON recovery_decision FOR EACH ROW
BEGIN
    IF NEW.contest_round = 0 THEN
        SET NEW.contest_round = (SELECT contest_round FROM recovery WHERE id = NEW.recovery_id);
    END IF;
END//
DELIMITER ;
