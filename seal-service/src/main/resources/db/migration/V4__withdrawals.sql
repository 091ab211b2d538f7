-- A use that was taken back (撤章): by the platform whose document it is, or by the enterprise. What was sealed
-- stays sealed; whoever verifies it is told.
CREATE TABLE seal_use_withdrawal (
    use_id   BIGINT       NOT NULL PRIMARY KEY,
    by_whom  VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor    VARCHAR(80)  NOT NULL,
    reason   VARCHAR(200) NOT NULL,
    at       DATETIME(6)  NOT NULL,
    CONSTRAINT seal_use_withdrawal_by CHECK (by_whom IN ('platform', 'enterprise'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
ALTER TABLE seal_use
    ADD KEY seal_use_of_enterprise (enterprise_id, id),
    ADD KEY seal_use_of_document (document_id),
    ADD KEY seal_use_of_signature (signature_digest);
CREATE TRIGGER seal_use_withdrawal_no_delete BEFORE DELETE ON seal_use_withdrawal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was taken back stays so';
CREATE TRIGGER seal_use_withdrawal_stays BEFORE UPDATE ON seal_use_withdrawal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what was taken back stays so';
