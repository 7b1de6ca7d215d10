-- What is made, or was made, of recordings: downloads and small pictures. Asked for by people, so no event makes it again.
CREATE TABLE recording_job (
  recording_id VARCHAR(64)  NOT NULL,
  kind         VARCHAR(16)  NOT NULL, -- THUMBNAILS, DOWNLOAD
  host_id      VARCHAR(64)  NOT NULL,
  state        VARCHAR(16)  NOT NULL, -- WAITING, RUNNING, READY, FAILED
  due_at       BIGINT       NULL,     -- microseconds since 1970; when it may be taken: of one that runs, when its lease ends
  claim        VARCHAR(64)  NULL,     -- of who makes it
  tries        INT          NOT NULL,
  percent      INT          NOT NULL,
  bytes        BIGINT       NOT NULL, -- of its files
  why          VARCHAR(200) NULL,     -- what went wrong last
  changed_at   BIGINT       NOT NULL, -- when it was asked for last, or became what it is
  PRIMARY KEY (recording_id, kind)
);
CREATE INDEX recording_job_due ON recording_job (due_at);
CREATE INDEX recording_job_of_host ON recording_job (host_id, bytes);
CREATE INDEX recording_job_kept ON recording_job (kind, state, changed_at);
