-- A person's picture, sealed under their own key; gone with the account.
CREATE TABLE avatar (
  account_id VARCHAR(64) NOT NULL PRIMARY KEY,
  version    VARCHAR(26) NOT NULL, -- another one with each picture: its address may be kept for ever
  sealed     MEDIUMTEXT  NOT NULL
);
ALTER TABLE account ADD COLUMN avatar_version VARCHAR(26) NULL;
ALTER TABLE account DROP COLUMN avatar_url; -- nobody ever had one
