-- Codes by which new people make accounts; the code itself is not kept. Times are microseconds since 1970 in UTC.
CREATE TABLE registration_invitation (
  id         VARCHAR(26) NOT NULL PRIMARY KEY,
  code_hash  VARCHAR(64) NOT NULL,
  admin_id   VARCHAR(64) NOT NULL,
  created_at BIGINT      NOT NULL,
  expires_at BIGINT      NOT NULL,
  used       INT         NOT NULL,
  uses_left  INT         NOT NULL
);
CREATE UNIQUE INDEX registration_invitation_code ON registration_invitation (code_hash);
