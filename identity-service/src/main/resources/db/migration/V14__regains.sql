-- Getting back into an account without its number (找回账号): begun before login, so the account is
-- known only once the person proved that he is here. What he claimed is not kept, only its blind
-- index.
CREATE TABLE regain (
    id               CHAR(36)     NOT NULL PRIMARY KEY,
    ticket_hash      CHAR(64)     NOT NULL,
    person_index     CHAR(64)     NOT NULL,
    new_phone_sealed VARCHAR(200) NOT NULL,
    device_id        CHAR(36)     NOT NULL,
    device_name      VARCHAR(60)  NOT NULL,
    account_id       CHAR(36)     NULL,
    state            VARCHAR(20)  NOT NULL,
    reason           VARCHAR(200) NULL,
    first_operator   VARCHAR(60)  NULL,
    created_at       DATETIME(6)  NOT NULL,
    changes_at       DATETIME(6)  NULL,
    expires_at       DATETIME(6)  NOT NULL,
    version          INT          NOT NULL,
    KEY regain_account (account_id, state),
    KEY regain_state (state, created_at),
    CONSTRAINT regain_state_known CHECK (state IN ('proving', 'waiting', 'contested', 'second_look',
        'approved', 'done', 'refused', 'vetoed', 'lapsed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
