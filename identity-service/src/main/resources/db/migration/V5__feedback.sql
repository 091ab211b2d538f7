-- What people write may hold anything about them: text and pictures are sealed.
CREATE TABLE feedback (
    id          CHAR(36)    NOT NULL PRIMARY KEY,
    account_id  CHAR(36)    NOT NULL,
    kind        VARCHAR(10) NOT NULL,
    state       VARCHAR(30) NOT NULL,
    pictures    INT         NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    changed_at  DATETIME(6) NOT NULL,
    KEY feedback_account (account_id, created_at),
    KEY feedback_state (state, changed_at),
    CONSTRAINT feedback_kind CHECK (kind IN ('feedback', 'question')),
    CONSTRAINT feedback_state_known CHECK (state IN ('awaiting_operator', 'awaiting_user'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE feedback_entry (
    id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    feedback_id CHAR(36)    NOT NULL,
    -- NULL for the user himself.
    operator    VARCHAR(60) NULL,
    text_sealed TEXT        NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    KEY feedback_entry_feedback (feedback_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE feedback_picture (
    feedback_id    CHAR(36)   NOT NULL,
    position       INT        NOT NULL,
    content_sealed MEDIUMTEXT NOT NULL,
    PRIMARY KEY (feedback_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
