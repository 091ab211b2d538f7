-- A device is a key pair made on it; its id is derived from the key. Devices that had an id only are
-- nobody's: they log in anew. (Contracts: nothing is in production.)
DELETE FROM device;
ALTER TABLE device ADD COLUMN device_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;

-- A ticket says to whom tokens are bound, so that nobody else does.
DELETE FROM login_ticket;
ALTER TABLE login_ticket ADD COLUMN device_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;
