-- What a document's signature is completed with.
ALTER TABLE document
    ADD COLUMN baseline VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'b_t';
-- Since when a stamping is about to be signed.
ALTER TABLE stamping ADD COLUMN held_at DATETIME(6) NULL;
-- Of sessions whose wish changed.
CREATE INDEX stamping_session ON stamping (session_id);
ALTER TABLE stamping DROP CONSTRAINT stamping_state;
ALTER TABLE stamping ADD CONSTRAINT stamping_state CHECK
    (state IN ('prepared', 'replaced', 'held', 'signed', 'stamped', 'failed'));
-- What is kept for a platform is counted with every announcement.
CREATE INDEX document_client ON document (client_id, state);
