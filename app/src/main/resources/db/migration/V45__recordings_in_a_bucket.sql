-- Of which recordings something is in the bucket of griot.recording.s3: a row before the first byte goes, until nothing is there any more.
CREATE TABLE recording_in_bucket (
  recording_id VARCHAR(64) NOT NULL PRIMARY KEY,
  is_complete  BOOLEAN     NOT NULL, -- all of it is there, and was read back
  emptied_at   BIGINT      NULL      -- milliseconds since 1970; when nothing of what is deleted was left for the first time
);
