-- A verification may be for one act (a recovery, a release, a change of number, a hand-over, a veto) of
-- one device in one login; then it ends in minutes and is used once. What the act is about is kept as
-- a blind index: it may be a number. Nothing is in production: the narrow checks are replaced.
ALTER TABLE verification DROP CONSTRAINT verification_purpose;
ALTER TABLE verification ADD CONSTRAINT verification_purpose
    CHECK (purpose IN ('identity', 'card', 'recovery', 'release', 'phone', 'hand_over', 'veto'));
ALTER TABLE verification DROP CONSTRAINT verification_state;
ALTER TABLE verification ADD CONSTRAINT verification_state
    CHECK (state IN ('submitted', 'pending', 'verified', 'failed', 'used'));
ALTER TABLE verification ADD COLUMN act_index CHAR(64) NULL;
ALTER TABLE verification ADD COLUMN device_id CHAR(36) NULL;
ALTER TABLE verification ADD COLUMN login VARCHAR(100) NULL;
ALTER TABLE verification ADD COLUMN expires_at DATETIME(6) NULL;
-- What the provider proves: data of a person, a thing that he holds, or that he is here.
ALTER TABLE verification ADD COLUMN assurance VARCHAR(10) NOT NULL DEFAULT 'elements';
ALTER TABLE verification ADD CONSTRAINT verification_assurance
    CHECK (assurance IN ('elements', 'possession', 'presence'));
ALTER TABLE verification ADD CONSTRAINT verification_bound
    CHECK ((purpose IN ('identity', 'card')) = (act_index IS NULL)
        AND (act_index IS NULL) = (device_id IS NULL)
        AND (act_index IS NULL) = (login IS NULL)
        AND (act_index IS NULL) = (expires_at IS NULL));
