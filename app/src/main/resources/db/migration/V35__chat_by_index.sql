-- The same of the chat.

-- How many have written.
ALTER TABLE chat_figures ADD COLUMN people BIGINT DEFAULT 0 NOT NULL;
UPDATE chat_figures SET people = (SELECT COUNT(*) FROM chat_author a WHERE a.session_id = chat_figures.session_id);
CREATE INDEX chat_pin_message ON chat_pin (message_id);

CREATE INDEX moderation_log_undoes ON moderation_log (session_id, undoes);
CREATE INDEX moderation_log_of_person ON moderation_log (session_id, user_id, action, logged_at, id);
CREATE INDEX moderation_log_of_message ON moderation_log (session_id, message_id, action, logged_at, id);
