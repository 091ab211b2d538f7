-- A recovery exists, and contests another, only after the identity was proved for it; before that it is
-- an intention that blocks nobody. Nothing is in production: what was neither issued nor proved is such
-- an intention.
ALTER TABLE recovery ADD COLUMN state VARCHAR(15) NOT NULL DEFAULT 'awaiting_proof';
ALTER TABLE recovery ADD COLUMN proof VARCHAR(10) NULL;
ALTER TABLE recovery ADD COLUMN proved_at DATETIME(6) NULL;
-- The certificate while the recovery goes on: one at a time does.
ALTER TABLE recovery ADD COLUMN goes_on_for VARCHAR(40) NULL;
UPDATE recovery SET state = 'issued', proof = 'possession', proved_at = started_at
    WHERE issued_at IS NOT NULL;
ALTER TABLE recovery ADD CONSTRAINT recovery_goes_on UNIQUE (goes_on_for);
ALTER TABLE recovery ADD CONSTRAINT recovery_state CHECK (state IN ('awaiting_proof', 'proved',
    'contested', 'issued', 'vetoed', 'refused', 'replaced'));
ALTER TABLE recovery ADD CONSTRAINT recovery_proof CHECK (proof IS NULL OR proof IN ('possession', 'presence'));
ALTER TABLE recovery ADD CONSTRAINT recovery_proved
    CHECK ((proof IS NULL) = (state = 'awaiting_proof') AND (proof IS NULL) = (proved_at IS NULL));
ALTER TABLE recovery ADD CONSTRAINT recovery_in_effect CHECK ((issued_at IS NULL) = (state <> 'issued'));
ALTER TABLE recovery ADD CONSTRAINT recovery_goes_on_proved
    CHECK ((goes_on_for IS NULL) = (state <> 'proved'));
CREATE INDEX recovery_of ON recovery (old_serial, id);
CREATE INDEX recovery_contested ON recovery (state, proved_at);

-- What a mere login on another device may do against a recovery: have two operators look at it.
CREATE TABLE recovery_objection (
    recovery_id CHAR(36)    NOT NULL,
    device_id   CHAR(36)    NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (recovery_id, device_id),
    CONSTRAINT recovery_objection_recovery FOREIGN KEY (recovery_id) REFERENCES recovery (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What operators say about a contested recovery: two of them who agree decide.
CREATE TABLE recovery_decision (
    recovery_id CHAR(36)     NOT NULL,
    operator    VARCHAR(60)  NOT NULL,
    goes_on     BOOLEAN      NOT NULL,
    reason      VARCHAR(200) NOT NULL,
    decided_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (recovery_id, operator),
    CONSTRAINT recovery_decision_recovery FOREIGN KEY (recovery_id) REFERENCES recovery (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
