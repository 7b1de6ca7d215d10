-- The read model of the chat: rebuilt from the events at will. What people wrote stays sealed under their own keys.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE chat_message (
  id             VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id     VARCHAR(64) NOT NULL,
  author_id      VARCHAR(64) NOT NULL,
  author_role    VARCHAR(16) NOT NULL,
  sealed_content TEXT        NOT NULL,
  reply_to       VARCHAR(64) NULL,
  sent_at        BIGINT      NOT NULL
);
CREATE INDEX chat_message_session ON chat_message (session_id, id);
