-- People without an account, and what a ban holds against besides an account. Times are microseconds since 1970 in UTC.
-- Guests' ids are keyed hashes of what their browser's cookie says, another one in each session.

-- Who came by a link and said a name.
CREATE TABLE guest_person (
  id           VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id   VARCHAR(64) NOT NULL,
  display_name VARCHAR(60) NOT NULL,
  named_at     BIGINT      NOT NULL
);
CREATE INDEX guest_person_age ON guest_person (named_at);

-- By which browsers people with an account came into a session.
CREATE TABLE visit_browser (
  session_id VARCHAR(64) NOT NULL,
  person_id  VARCHAR(64) NOT NULL,
  guest_id   VARCHAR(64) NOT NULL,
  seen_at    BIGINT      NOT NULL,
  PRIMARY KEY (session_id, person_id, guest_id)
);
CREATE INDEX visit_browser_age ON visit_browser (seen_at);

-- From where people came into a session: keyed hashes, another one in each session, none kept for longer than an hour.
CREATE TABLE visit_network (
  session_id VARCHAR(64) NOT NULL,
  person_id  VARCHAR(64) NOT NULL,
  network    VARCHAR(64) NOT NULL,
  seen_at    BIGINT      NOT NULL,
  PRIMARY KEY (session_id, person_id, network)
);
CREATE INDEX visit_network_age ON visit_network (seen_at);

-- The browsers by which banned people came. They outlive the account.
CREATE TABLE ban_browser (
  session_id   VARCHAR(64) NOT NULL,
  guest_id     VARCHAR(64) NOT NULL,
  person_id    VARCHAR(64) NOT NULL,
  banned_until BIGINT      NULL,
  PRIMARY KEY (session_id, guest_id, person_id)
);

-- The networks from which banned people came: keyed hashes, kept for an hour from the ban.
CREATE TABLE ban_network (
  session_id   VARCHAR(64) NOT NULL,
  network      VARCHAR(64) NOT NULL,
  person_id    VARCHAR(64) NOT NULL,
  banned_at    BIGINT      NOT NULL,
  banned_until BIGINT      NULL,
  PRIMARY KEY (session_id, network, person_id)
);
CREATE INDEX ban_network_age ON ban_network (banned_at);
