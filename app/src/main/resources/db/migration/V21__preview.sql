-- A small picture of what is live, one a session, renewed every few seconds and gone when the session is over. Not rebuilt: it passes.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE session_preview (
  session_id VARCHAR(64)      NOT NULL PRIMARY KEY,
  taken_at   BIGINT           NOT NULL,
  jpeg       VARBINARY(60000) NOT NULL
);

-- What is coming up, the soonest first.
CREATE INDEX session_view_scheduled ON session_view (state, visibility, scheduled_for, id);
