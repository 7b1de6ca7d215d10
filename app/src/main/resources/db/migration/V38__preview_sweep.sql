-- A sweep goes through the pictures by their age.
CREATE INDEX session_preview_taken ON session_preview (taken_at, session_id);
