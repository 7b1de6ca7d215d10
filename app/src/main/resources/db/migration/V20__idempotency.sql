-- Requests that came with an Idempotency-Key: who handles them, how far they have come, and the answer they were given.
-- Neither key nor request is kept, only hashes of them; seed and answer are sealed under the caller's own key.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE idempotency_claim (
  account_id    VARCHAR(64)   NOT NULL,
  key_hash      VARCHAR(64)   NOT NULL,
  request_hash  VARCHAR(64)   NOT NULL,
  claimed_at    BIGINT        NOT NULL,
  sealed_seed   VARCHAR(200)  NOT NULL,
  owner         VARCHAR(64)   NOT NULL, -- the attempt that handles it now; empty when none does
  leased_until  BIGINT        NOT NULL, -- until when the owner is taken to be alive
  done_steps    VARCHAR(4000) NOT NULL, -- the commands on disk, one a line; written in their own transactions
  sealed_answer TEXT          NULL,
  PRIMARY KEY (account_id, key_hash)
);
CREATE INDEX idempotency_claim_oldest ON idempotency_claim (account_id, claimed_at);
CREATE INDEX idempotency_claim_age ON idempotency_claim (claimed_at);
