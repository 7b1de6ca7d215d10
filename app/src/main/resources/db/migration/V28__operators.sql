-- What admins do, and what they look at. Times are microseconds since 1970 in UTC.
CREATE TABLE suspension (
  account_id VARCHAR(64)  NOT NULL PRIMARY KEY,
  reason     VARCHAR(500) NOT NULL,
  admin_id   VARCHAR(64)  NOT NULL,
  since      BIGINT       NOT NULL,
  until_at   BIGINT -- null: until it is lifted
);

-- Ways back for people who forgot their password: one a person, good once; the code itself is not kept.
CREATE TABLE reset_code (
  account_id VARCHAR(64) NOT NULL PRIMARY KEY,
  code_hash  VARCHAR(64) NOT NULL,
  expires_at BIGINT      NOT NULL
);
CREATE UNIQUE INDEX reset_code_hash ON reset_code (code_hash);

-- Who signed in, who failed to, and what admins did. Kept for as long as griot.admin.audit-retention says.
CREATE TABLE audit (
  id        VARCHAR(26)  NOT NULL PRIMARY KEY,
  at        BIGINT       NOT NULL,
  kind      VARCHAR(30)  NOT NULL,
  person_id VARCHAR(64), -- whom it is about
  actor_id  VARCHAR(64), -- who did it, where that is somebody else
  what      VARCHAR(200) NOT NULL
);
CREATE INDEX audit_person ON audit (person_id, id);
CREATE INDEX audit_kind ON audit (kind, id);
