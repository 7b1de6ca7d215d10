-- Stretches of recordings that people marked.
CREATE TABLE recording_clip (
  id           VARCHAR(64)  NOT NULL PRIMARY KEY,
  recording_id VARCHAR(64)  NOT NULL,
  user_id      VARCHAR(64)  NOT NULL, -- who made it
  title_by     VARCHAR(64)  NOT NULL, -- whose words the title is
  sealed_title VARCHAR(600) NOT NULL,
  from_micros  BIGINT       NOT NULL, -- in the time of who plays the recording
  to_micros    BIGINT       NOT NULL,
  created_at   BIGINT       NOT NULL  -- microseconds since 1970
);
CREATE INDEX recording_clip_of_recording ON recording_clip (recording_id, id);
CREATE INDEX recording_clip_of_person ON recording_clip (user_id, id);
