-- What carries a right or shows who gave it is never deleted, whoever has the service's database user;
-- an order moves as its states say, and a pair's end is for ever.
CREATE TRIGGER escrowed_key_no_delete BEFORE DELETE ON escrowed_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'keys are never deleted';
CREATE TRIGGER signing_key_no_delete BEFORE DELETE ON signing_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'keys are never deleted';
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decisions are never deleted';
CREATE TRIGGER recovery_decision_no_delete BEFORE DELETE ON recovery_decision FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decisions are never deleted';
CREATE TRIGGER platform_certificate_no_delete BEFORE DELETE ON platform_certificate FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'certificates are never deleted';
CREATE TRIGGER operator_key_no_delete BEFORE DELETE ON operator_key FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'certificates are never deleted';
CREATE TRIGGER certificate_pair_no_delete BEFORE DELETE ON certificate_pair FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'certificates are never deleted';
CREATE TRIGGER order_transition_no_delete BEFORE DELETE ON order_transition FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'an order keeps its history';
DELIMITER //
CREATE TRIGGER certificate_pair_stays BEFORE UPDATE ON certificate_pair FOR EACH ROW
BEGIN
    IF OLD.state = 'revoked' AND NEW.state <> 'revoked' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'what is revoked stays revoked';
    END IF;
END//
CREATE TRIGGER orders_move BEFORE UPDATE ON orders FOR EACH ROW
BEGIN
    IF NEW.state <> OLD.state AND CONCAT(OLD.state, ' ', NEW.state) NOT IN (
        'draft awaiting_review', 'draft closed',
        'awaiting_review awaiting_approval', 'awaiting_review returned', 'awaiting_review rejected',
        'awaiting_approval awaiting_payment', 'awaiting_approval returned', 'awaiting_approval rejected',
        'returned awaiting_review', 'returned closed',
        'awaiting_payment awaiting_download', 'awaiting_payment closing',
        'closing awaiting_download', 'closing closed',
        'awaiting_download completed', 'awaiting_download refunding',
        'refunding refunded') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'an order does not move so';
    END IF;
END//
DELIMITER ;
