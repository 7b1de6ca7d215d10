-- The key pairs that tokens are signed with, each in force until the next one is. Times are microseconds since 1970 in UTC.
CREATE TABLE signing_key (
  active_from BIGINT        NOT NULL PRIMARY KEY,
  kid         VARCHAR(64)   NOT NULL,
  sealed_jwk  VARCHAR(1000) NOT NULL
);
CREATE UNIQUE INDEX signing_key_kid ON signing_key (kid);
