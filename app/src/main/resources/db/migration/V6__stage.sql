-- Who is what in a session: rebuilt from the events at will. Times are microseconds since 1970, UTC.
CREATE TABLE participant_view (
  session_id     VARCHAR(64) NOT NULL,
  user_id        VARCHAR(64) NOT NULL,
  moderator      BOOLEAN     NOT NULL,
  on_stage       BOOLEAN     NOT NULL,
  was_on_stage   BOOLEAN     NOT NULL,
  admitted       BOOLEAN     NOT NULL,
  audio          BOOLEAN     NOT NULL,
  video          BOOLEAN     NOT NULL,
  screen         BOOLEAN     NOT NULL,
  seated_at      BIGINT      NULL,
  hand_raised_at BIGINT      NULL,
  PRIMARY KEY (session_id, user_id)
);
CREATE INDEX participant_view_user ON participant_view (user_id, session_id);

-- Who is banned. The reason is sealed under the key of who banned.
CREATE TABLE ban_view (
  session_id    VARCHAR(64) NOT NULL,
  user_id       VARCHAR(64) NOT NULL,
  banned_by     VARCHAR(64) NOT NULL,
  sealed_reason TEXT        NULL,
  banned_at     BIGINT      NOT NULL,
  banned_until  BIGINT      NULL,
  PRIMARY KEY (session_id, user_id)
);

-- Links by the hash of their code: what the table holds lets nobody in.
CREATE TABLE link_view (
  id         VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id VARCHAR(64) NOT NULL,
  expires_at BIGINT      NULL,
  max_uses   INT         NULL,
  uses       INT         NOT NULL
);

CREATE TABLE invitation_view (
  id             VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id     VARCHAR(64) NOT NULL,
  inviter_id     VARCHAR(64) NOT NULL,
  invited_id     VARCHAR(64) NOT NULL,
  sealed_message TEXT        NULL,
  ringing        BOOLEAN     NOT NULL,
  state          VARCHAR(16) NOT NULL,
  sent_at        BIGINT      NOT NULL,
  expires_at     BIGINT      NOT NULL,
  answered_at    BIGINT      NULL
);
CREATE INDEX invitation_view_invited ON invitation_view (invited_id, state, id);
CREATE INDEX invitation_view_inviter ON invitation_view (inviter_id, state);

ALTER TABLE session_view ADD COLUMN participant_count INT DEFAULT 1 NOT NULL;

-- Hosts of sessions that were made before there was a stage.
INSERT INTO participant_view
  SELECT id, host_id, FALSE, TRUE, TRUE, TRUE, TRUE, type = 'VIDEO', FALSE, created_at, NULL FROM session_view;

-- An attendance begins with joining; watching comes with the player.
ALTER TABLE attendance_view ADD COLUMN is_in BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE attendance_view ADD COLUMN has_watched BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE attendance_view ADD COLUMN watching_since BIGINT NULL;
UPDATE attendance_view SET is_in = watching, watching_since = CASE WHEN watching THEN arrived_at ELSE NULL END;

-- The invitations that nobody has answered yet. Not rebuilt: it belongs to a reaction, which is never replayed.
CREATE TABLE open_invitation (
  id         VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id VARCHAR(64) NOT NULL,
  inviter_id VARCHAR(64) NOT NULL,
  invited_id VARCHAR(64) NOT NULL
);
CREATE INDEX open_invitation_session ON open_invitation (session_id);
