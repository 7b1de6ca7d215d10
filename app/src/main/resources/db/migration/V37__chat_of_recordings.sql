-- What was said while a session was recorded, for as long as a recording of it is there.
CREATE TABLE chat_recording (
  recording_id VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id   VARCHAR(64) NOT NULL,
  running      BOOLEAN     NOT NULL
);

CREATE TABLE chat_recorded (
  session_id VARCHAR(64) NOT NULL PRIMARY KEY,
  recordings INT         NOT NULL, -- rows in chat_recording
  running    INT         NOT NULL, -- those of them that run
  entries    BIGINT      NOT NULL  -- the last place in chat_timeline
);

-- One row for each thing that happened. The words are sealed under their author's key.
CREATE TABLE chat_timeline (
  session_id     VARCHAR(64) NOT NULL,
  place          BIGINT      NOT NULL, -- in the order of the log, from 1
  happened_at    BIGINT      NOT NULL, -- microseconds since 1970
  kind           VARCHAR(16) NOT NULL, -- MESSAGE, PINNED, UNPINNED, REACTIONS
  message_id     VARCHAR(64) NULL,
  author_id      VARCHAR(64) NULL,
  author_role    VARCHAR(16) NULL,
  sealed_content TEXT        NULL,
  reply_to       VARCHAR(64) NULL,
  deleted        BOOLEAN     NOT NULL,
  reactions      TEXT        NULL,     -- how often each emoji floated over the picture
  PRIMARY KEY (session_id, place)
);
CREATE INDEX chat_timeline_time ON chat_timeline (session_id, happened_at, place);
CREATE INDEX chat_timeline_kind ON chat_timeline (session_id, kind, happened_at, place);
CREATE INDEX chat_timeline_message ON chat_timeline (message_id, kind);

-- How many people react to a message with an emoji.
CREATE TABLE chat_timeline_reaction (
  message_id VARCHAR(64)  NOT NULL,
  emoji      VARCHAR(100) NOT NULL,
  people     INT          NOT NULL,
  session_id VARCHAR(64)  NOT NULL,
  place      BIGINT       NOT NULL, -- of the message
  PRIMARY KEY (message_id, emoji)
);
CREATE INDEX chat_timeline_reaction_place ON chat_timeline_reaction (session_id, place);

-- How many messages came in which ten seconds.
CREATE TABLE chat_timeline_said (
  session_id VARCHAR(64) NOT NULL,
  stretch    BIGINT      NOT NULL, -- tens of seconds since 1970
  messages   BIGINT      NOT NULL,
  PRIMARY KEY (session_id, stretch)
);

-- What happened on stage while a recording ran.
CREATE TABLE recording_mark (
  recording_id VARCHAR(64) NOT NULL,
  place        INT         NOT NULL, -- in the order of the log, from 1
  happened_at  BIGINT      NOT NULL, -- microseconds since 1970
  kind         VARCHAR(16) NOT NULL, -- HOST, CAME, LEFT, SCREEN_ON, SCREEN_OFF
  user_id      VARCHAR(64) NOT NULL,
  PRIMARY KEY (recording_id, place)
);
