-- Passkeys, by which people sign in. What the authenticator told and what its owner calls it is sealed under their own key; gone with the account.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE passkey (
  id              VARCHAR(26) NOT NULL PRIMARY KEY,
  credential_hash VARCHAR(64) NOT NULL, -- keyed, of the id that the authenticator knows it by
  account_id      VARCHAR(64) NOT NULL,
  sealed          TEXT        NOT NULL,
  sign_count      BIGINT      NOT NULL, -- as the authenticator counts, 0 where it does not
  challenged_at   BIGINT      NOT NULL, -- when the challenge was made that it answered last: none is good twice; 0 before the first
  created_at      BIGINT      NOT NULL,
  last_used_at    BIGINT
);
CREATE UNIQUE INDEX passkey_credential ON passkey (credential_hash);
CREATE INDEX passkey_account ON passkey (account_id);
