-- The nodes that run, on a database that several can share, and which of them has a session's media. Until is by the database's clock.
CREATE TABLE node_lease (
  name     VARCHAR(190) NOT NULL PRIMARY KEY, -- of one start of a program
  url      VARCHAR(255) NULL,                 -- where clients reach it, if it was told
  until_at DATETIME(6)  NOT NULL
);

CREATE TABLE session_home (
  session_id VARCHAR(64)  NOT NULL PRIMARY KEY,
  node       VARCHAR(190) NOT NULL
);
CREATE INDEX session_home_node ON session_home (node);
