-- Who is to be taken out of which recording, since they are erased; until that is done.
CREATE TABLE recording_taking_out (
  recording_id VARCHAR(64) NOT NULL,
  user_id      VARCHAR(64) NOT NULL,
  PRIMARY KEY (recording_id, user_id)
);

CREATE INDEX recording_answer_of ON recording_answer (user_id, session_id);
