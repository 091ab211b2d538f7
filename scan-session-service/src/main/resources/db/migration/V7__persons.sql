-- Whether a platform admits persons with certificates of their own, who act for no enterprise.
ALTER TABLE relying_party ADD COLUMN admits_persons BOOLEAN NOT NULL DEFAULT FALSE;
-- A person's binding has no enterprise.
ALTER TABLE binding MODIFY COLUMN enterprise_id CHAR(36) NULL;
ALTER TABLE binding ADD KEY binding_person (client_id, account_id);
