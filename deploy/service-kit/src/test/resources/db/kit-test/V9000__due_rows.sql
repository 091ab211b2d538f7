CREATE TABLE due_queue (
    id       VARCHAR(20) NOT NULL PRIMARY KEY,
    due_at   DATETIME(6) NOT NULL,
    attempts INT         NOT NULL
);
CREATE TABLE due_row (
    id       VARCHAR(20) NOT NULL PRIMARY KEY,
    next_at  DATETIME(6) NOT NULL,
    attempts INT         NOT NULL,
    state    VARCHAR(10) NOT NULL
);
