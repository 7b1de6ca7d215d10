-- The chat's read model has learned more than its rows can tell: it is built anew from the events at the first start.
DELETE FROM chat_message;
DELETE FROM TokenEntry WHERE processorName = 'chat';

-- A deleted message keeps its place, without its words.
ALTER TABLE chat_message ADD COLUMN deleted BOOLEAN DEFAULT FALSE NOT NULL;

-- Emojis are written as the hexadecimal numbers of their characters: some collations take all emojis for one.
CREATE TABLE message_reaction (
  message_id VARCHAR(64)  NOT NULL,
  emoji      VARCHAR(100) NOT NULL,
  user_id    VARCHAR(64)  NOT NULL,
  PRIMARY KEY (message_id, emoji, user_id)
);

CREATE TABLE chat_pin (
  session_id VARCHAR(64) NOT NULL,
  message_id VARCHAR(64) NOT NULL,
  place      BIGINT      NOT NULL, -- in the order of pinning
  PRIMARY KEY (session_id, message_id)
);

-- How one may write; a session that is not here has the chat's defaults. The words are sealed under the key of who chose them.
CREATE TABLE chat_settings (
  session_id       VARCHAR(64) NOT NULL PRIMARY KEY,
  slow_mode_millis BIGINT      NOT NULL,
  members_only     BOOLEAN     NOT NULL,
  enabled          BOOLEAN     NOT NULL,
  words_by         VARCHAR(64) NULL,
  sealed_words     TEXT        NULL
);

-- Who may say nothing: muted, banned, or both. The reason is sealed under the key of who silenced.
CREATE TABLE chat_silence (
  session_id     VARCHAR(64) NOT NULL,
  user_id        VARCHAR(64) NOT NULL,
  kind           VARCHAR(8)  NOT NULL,
  silenced_by    VARCHAR(64) NOT NULL,
  sealed_reason  TEXT        NULL,
  silenced_at    BIGINT      NOT NULL,
  silenced_until BIGINT      NULL,
  PRIMARY KEY (session_id, user_id, kind)
);

-- What is still known of a chat when its messages are gone.
CREATE TABLE chat_figures (
  session_id VARCHAR(64) NOT NULL PRIMARY KEY,
  messages   BIGINT      NOT NULL, -- ever sent
  kept       BIGINT      NOT NULL, -- rows in chat_message
  reactions  BIGINT      NOT NULL, -- ever given, to messages and to the picture
  pinned     BIGINT      NOT NULL  -- how often something was pinned
);
CREATE TABLE chat_author (
  session_id VARCHAR(64) NOT NULL,
  user_id    VARCHAR(64) NOT NULL,
  last_at    BIGINT      NOT NULL,
  PRIMARY KEY (session_id, user_id)
);
CREATE TABLE chat_emoji (
  session_id VARCHAR(64)  NOT NULL,
  emoji      VARCHAR(100) NOT NULL,
  given      BIGINT       NOT NULL, -- to messages
  floated    BIGINT       NOT NULL, -- over the picture
  PRIMARY KEY (session_id, emoji)
);

-- Who did what to whom. Rebuilt from the events, so nobody edits it.
CREATE TABLE moderation_log (
  id            VARCHAR(64)  NOT NULL PRIMARY KEY, -- the event's
  session_id    VARCHAR(64)  NOT NULL,
  logged_at     BIGINT       NOT NULL,
  done_by       VARCHAR(64)  NULL, -- null for the end of a time
  user_id       VARCHAR(64)  NULL,
  action        VARCHAR(32)  NOT NULL,
  sealed_reason TEXT         NULL,
  silenced_until BIGINT      NULL,
  message_id    VARCHAR(64)  NULL,
  detail        VARCHAR(200) NULL,
  undoes        VARCHAR(64)  NULL
);
CREATE INDEX moderation_log_session ON moderation_log (session_id, logged_at, id);

-- The messages before an entry as they stood then, still sealed under their authors' keys.
CREATE TABLE moderation_log_message (
  entry_id       VARCHAR(64) NOT NULL,
  message_id     VARCHAR(64) NOT NULL,
  session_id     VARCHAR(64) NOT NULL,
  author_id      VARCHAR(64) NOT NULL,
  author_role    VARCHAR(16) NOT NULL,
  sealed_content TEXT        NOT NULL,
  reply_to       VARCHAR(64) NULL,
  deleted        BOOLEAN     NOT NULL,
  sent_at        BIGINT      NOT NULL,
  PRIMARY KEY (entry_id, message_id)
);
