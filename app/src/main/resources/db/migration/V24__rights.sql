-- Each sign-in has a second name that is no part of its refresh token: access tokens and tickets carry it, and its owner sees it.
ALTER TABLE sign_in ADD COLUMN device_id VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE sign_in ADD COLUMN began_at BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE sign_in ADD COLUMN client VARCHAR(200) NULL; -- what the browser called itself
UPDATE sign_in SET device_id = UPPER(id), began_at = rotated_at;
CREATE UNIQUE INDEX sign_in_device ON sign_in (device_id);

-- Sign-ins that ended of late: a node that starts knows which access tokens not to believe. Each row goes when they are expired anyway.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE ended_sign_in (
  device_id VARCHAR(64) NOT NULL PRIMARY KEY,
  ended_at  BIGINT      NOT NULL
);
CREATE INDEX ended_sign_in_age ON ended_sign_in (ended_at);
