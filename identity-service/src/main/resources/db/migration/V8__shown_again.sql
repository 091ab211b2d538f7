-- The device, blindly, that used a code up: it may show it again while it lives.
ALTER TABLE login_code ADD COLUMN used_by CHAR(64) NULL;
