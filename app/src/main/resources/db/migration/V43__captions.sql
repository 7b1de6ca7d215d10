-- Captions that who recorded something gave it, sealed under that person's key.
CREATE TABLE recording_caption (
  recording_id VARCHAR(64) NOT NULL,
  lang         VARCHAR(16) NOT NULL, -- BCP 47
  author_id    VARCHAR(64) NOT NULL,
  sealed_text  MEDIUMTEXT  NOT NULL,
  PRIMARY KEY (recording_id, lang)
);
