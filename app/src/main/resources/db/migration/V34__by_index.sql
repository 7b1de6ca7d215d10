-- What is read is found by an index, and what is counted is counted when it happens: no read costs more where there is more.

-- How a session was watched. Times of since are added up, in milliseconds, of those who watch.
ALTER TABLE session_view ADD COLUMN total_viewers INT DEFAULT 0 NOT NULL;
ALTER TABLE session_view ADD COLUMN watched_millis BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE session_view ADD COLUMN watching INT DEFAULT 0 NOT NULL;
ALTER TABLE session_view ADD COLUMN watching_since_millis BIGINT DEFAULT 0 NOT NULL;
UPDATE session_view SET
  total_viewers = (SELECT COUNT(*) FROM attendance_view a WHERE a.session_id = session_view.id AND a.has_watched = TRUE),
  watched_millis = (SELECT COALESCE(SUM(a.watched_millis), 0) FROM attendance_view a
    WHERE a.session_id = session_view.id AND a.has_watched = TRUE),
  watching = (SELECT COUNT(*) FROM attendance_view a WHERE a.session_id = session_view.id AND a.watching = TRUE),
  watching_since_millis = (SELECT COALESCE(SUM(FLOOR(a.watching_since / 1000)), 0) FROM attendance_view a
    WHERE a.session_id = session_view.id AND a.watching = TRUE);

-- Whose a session is that is not over.
ALTER TABLE session_view ADD COLUMN open_host VARCHAR(64) GENERATED ALWAYS AS
  (CASE WHEN state IN ('PENDING', 'STARTING', 'LIVE', 'ENDING') THEN host_id END);
CREATE INDEX session_view_open_host ON session_view (open_host, id);
CREATE INDEX session_view_to_come ON session_view (host_id, state, scheduled_for, id);

-- In which session somebody has a part, or had a seat; and who has a part in one that is not over.
ALTER TABLE participant_view ADD COLUMN session_over BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE participant_view SET session_over = TRUE
  WHERE session_id IN (SELECT id FROM session_view WHERE state IN ('ENDED', 'CANCELLED'));
ALTER TABLE participant_view ADD COLUMN part_in VARCHAR(64) GENERATED ALWAYS AS
  (CASE WHEN on_stage OR moderator OR hand_raised_at IS NOT NULL THEN session_id END);
ALTER TABLE participant_view ADD COLUMN seated_in VARCHAR(64) GENERATED ALWAYS AS
  (CASE WHEN was_on_stage THEN session_id END);
ALTER TABLE participant_view ADD COLUMN open_part_of VARCHAR(64) GENERATED ALWAYS AS
  (CASE WHEN (on_stage OR moderator OR hand_raised_at IS NOT NULL) AND NOT session_over THEN user_id END);
CREATE INDEX participant_view_part ON participant_view (part_in);
CREATE INDEX participant_view_seated ON participant_view (seated_in);
CREATE INDEX participant_view_open_part ON participant_view (open_part_of, session_id);

CREATE INDEX attendance_view_arrival ON attendance_view (session_id, arrived_at, user_id);
CREATE INDEX attendance_view_present ON attendance_view (session_id, is_in, user_id);
ALTER TABLE attendance_view ADD COLUMN present_person VARCHAR(64) GENERATED ALWAYS AS (CASE WHEN is_in THEN user_id END);
CREATE INDEX attendance_view_present_person ON attendance_view (present_person, session_id);

CREATE INDEX invitation_view_to ON invitation_view (invited_id, id);
CREATE INDEX invitation_view_session ON invitation_view (session_id, invited_id, state);

CREATE INDEX ban_browser_person ON ban_browser (session_id, person_id);
CREATE INDEX ban_browser_end ON ban_browser (banned_until);
CREATE INDEX ban_network_person ON ban_network (session_id, person_id);
CREATE INDEX visit_network_person ON visit_network (person_id, session_id);

CREATE INDEX suspension_latest ON suspension (since, account_id);
CREATE INDEX audit_person_kind ON audit (person_id, kind, id);
CREATE INDEX audit_actor ON audit (actor_id, id);
CREATE INDEX audit_actor_kind ON audit (actor_id, kind, id);
