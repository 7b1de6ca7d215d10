-- By which OpenID Connect providers people sign in: a keyed hash of issuer and subject, which are not kept. Gone with the account.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE linked_identity (
  identity_hash VARCHAR(64)  NOT NULL PRIMARY KEY,
  account_id    VARCHAR(64)  NOT NULL,
  provider      VARCHAR(100) NOT NULL,
  linked_at     BIGINT       NOT NULL
);
CREATE UNIQUE INDEX linked_identity_account ON linked_identity (account_id, provider);
