-- People. Times are microseconds since 1970 in UTC: no server's time zone can shift them.
-- An erased account keeps its id alone, so that facts about it stay facts.
CREATE TABLE account (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  handle VARCHAR(30),
  display_name VARCHAR(60),
  search_name VARCHAR(200),
  password_hash VARCHAR(255),
  avatar_url VARCHAR(500),
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);
CREATE UNIQUE INDEX account_handle ON account (handle);
CREATE INDEX account_search_name ON account (search_name);

-- One row for each device that is signed in; the refresh token itself is not kept, only its hash.
CREATE TABLE sign_in (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  account_id VARCHAR(64) NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  previous_hash VARCHAR(64),
  rotated_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_account ON sign_in (account_id, rotated_at);

-- The key that a person's words are sealed under, itself sealed under the master key. Deleting the row erases the words.
CREATE TABLE personal_key (
  account_id VARCHAR(64) NOT NULL PRIMARY KEY,
  wrapped_key VARCHAR(200) NOT NULL
);
