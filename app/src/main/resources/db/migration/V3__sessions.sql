-- The read model of sessions: rebuilt from the events at will. Times are microseconds since 1970, UTC.
CREATE TABLE session_view (
  id                VARCHAR(64)   NOT NULL PRIMARY KEY,
  host_id           VARCHAR(64)   NOT NULL,
  title             VARCHAR(120)  NOT NULL,
  description       VARCHAR(2000) NOT NULL,
  type              VARCHAR(16)   NOT NULL,
  visibility        VARCHAR(16)   NOT NULL,
  state             VARCHAR(16)   NOT NULL,
  max_participants  INT           NOT NULL,
  viewer_count      INT           NOT NULL,
  peak_viewer_count INT           NOT NULL,
  host_present      BOOLEAN       NOT NULL,
  scheduled_for     BIGINT        NULL,
  created_at        BIGINT        NOT NULL,
  started_at        BIGINT        NULL,
  ended_at          BIGINT        NULL
);
CREATE INDEX session_view_listed ON session_view (state, visibility, viewer_count, id);
CREATE INDEX session_view_host ON session_view (host_id, state, id);

-- Who watched what, one row a ticket.
CREATE TABLE attendance_view (
  id             VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id     VARCHAR(64) NOT NULL,
  user_id        VARCHAR(64) NULL,
  arrived_at     BIGINT      NOT NULL,
  watching       BOOLEAN     NOT NULL,
  watched_millis BIGINT      NOT NULL
);
CREATE INDEX attendance_view_session ON attendance_view (session_id, watching);
CREATE INDEX attendance_view_user ON attendance_view (user_id, session_id);
