-- What is recorded, and of whom it is known whether they agree.
CREATE TABLE recording_plan (
  session_id   VARCHAR(64) NOT NULL PRIMARY KEY,
  recording_id VARCHAR(64) NOT NULL,
  stems        BOOLEAN     NOT NULL
);

CREATE TABLE recording_answer (
  session_id VARCHAR(64) NOT NULL,
  user_id    VARCHAR(64) NOT NULL,
  agrees     BOOLEAN     NOT NULL,
  PRIMARY KEY (session_id, user_id)
);

-- How many bytes each host's recordings have that are finished; those of all under *.
CREATE TABLE recording_usage (
  host_id VARCHAR(64) NOT NULL PRIMARY KEY,
  bytes   BIGINT      NOT NULL
);

CREATE TABLE recording (
  id                 VARCHAR(64)   NOT NULL PRIMARY KEY,
  session_id         VARCHAR(64)   NOT NULL,
  host_id            VARCHAR(64)   NOT NULL,
  stems              BOOLEAN       NOT NULL,
  visibility         VARCHAR(16)   NOT NULL,
  state              VARCHAR(16)   NOT NULL, -- RECORDING, PAUSED, FINISHED, DELETED
  active             BOOLEAN       NOT NULL, -- not finished for good
  paused             BOOLEAN       NOT NULL, -- by the host
  opened             BOOLEAN       NOT NULL, -- a recorder has begun
  stopped_by         VARCHAR(32)   NULL,     -- why it is to be finished for good
  reason             VARCHAR(32)   NULL,     -- why it was finished
  title_by           VARCHAR(64)   NULL,     -- whose words the title is; null where it is the session's
  sealed_title       VARCHAR(600)  NULL,
  description_by     VARCHAR(64)   NULL,
  sealed_description TEXT          NULL,
  started_at         BIGINT        NOT NULL, -- microseconds since 1970
  finished_at        BIGINT        NULL,
  duration_millis    BIGINT        NOT NULL,
  bytes              BIGINT        NOT NULL,
  generation         BIGINT        NOT NULL, -- of the addresses that it is played by
  of_private         BOOLEAN       NOT NULL, -- of a session that was private when it began
  -- Of which session all may play it who may know of that; which are to be listed for anybody; and which still run; and since when one is kept.
  playable_of        VARCHAR(64) GENERATED ALWAYS AS
    (CASE WHEN state <> 'DELETED' AND opened AND (visibility = 'PUBLIC' OR of_private) THEN session_id END),
  recorded_session   VARCHAR(64) GENERATED ALWAYS AS
    (CASE WHEN active AND stopped_by IS NULL THEN session_id END),
  listed             VARCHAR(1) GENERATED ALWAYS AS
    (CASE WHEN state = 'FINISHED' AND visibility = 'PUBLIC' AND duration_millis > 0 THEN 'Y' END),
  kept_since         BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'FINISHED' AND NOT active THEN finished_at END),
  open_one           VARCHAR(1) GENERATED ALWAYS AS (CASE WHEN active THEN 'Y' END)
);
CREATE INDEX recording_of_session ON recording (session_id, id);
CREATE INDEX recording_of_playable ON recording (playable_of, id);
CREATE INDEX recording_recorded ON recording (recorded_session);
CREATE INDEX recording_of_host ON recording (host_id, id);
CREATE INDEX recording_listed ON recording (listed, id);
CREATE INDEX recording_listed_of_host ON recording (listed, host_id, id);
CREATE INDEX recording_kept ON recording (kept_since);
CREATE INDEX recording_open ON recording (open_one, id);
