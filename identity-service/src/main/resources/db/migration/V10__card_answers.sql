-- What a provider that answers at once said of a verification; a query reads it.
CREATE TABLE card_answer (
    reference CHAR(36)    NOT NULL PRIMARY KEY,
    outcome   VARCHAR(10) NOT NULL,
    CONSTRAINT card_answer_outcome CHECK (outcome IN ('match', 'mismatch', 'unknown'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
