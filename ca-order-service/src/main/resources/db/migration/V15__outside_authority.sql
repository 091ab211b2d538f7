-- Certificates of an outside CA: its lists tell their status, and it is told what happens to them.
ALTER TABLE certificate ADD COLUMN authority VARCHAR(10) NOT NULL DEFAULT 'built_in';
-- The state that the outside CA knows of.
ALTER TABLE certificate ADD COLUMN told VARCHAR(10) NULL;
ALTER TABLE certificate ADD CONSTRAINT certificate_authority
    CHECK (authority = 'built_in' AND told IS NULL OR authority = 'outside' AND told IS NOT NULL);
CREATE INDEX certificate_told ON certificate (authority, told, state);
