-- Titles and descriptions are words of whoever wrote them: sealed under their author's key, or in clear where the log has them so.
ALTER TABLE session_view ADD COLUMN title_by VARCHAR(64) NULL;
ALTER TABLE session_view ADD COLUMN title_text VARCHAR(600) NULL;
ALTER TABLE session_view ADD COLUMN title_sealed BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE session_view ADD COLUMN description_by VARCHAR(64) NULL;
ALTER TABLE session_view ADD COLUMN description_text TEXT NULL;
ALTER TABLE session_view ADD COLUMN description_sealed BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE session_view
  SET title_by = host_id, title_text = title, description_by = host_id, description_text = description;
ALTER TABLE session_view DROP COLUMN title;
ALTER TABLE session_view DROP COLUMN description;
