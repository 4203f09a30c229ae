-- What people say of answers: right or wrong, why, and what would have been right. Entries are only added; of each
-- caller the last one about an answer counts.
CREATE TABLE answer_feedback (
  tenant_id        integer     NOT NULL,
  id               uuid        NOT NULL,
  answer_id        uuid        NOT NULL,
  at               timestamptz NOT NULL,
  -- The key that sent it; null for the person at the machine itself.
  key_id           uuid,
  caller           text        NOT NULL,
  -- For whom the key spoke, in the words of its own application; empty if for nobody else.
  end_user         text        NOT NULL CHECK (char_length(end_user) <= 200),
  rating           text        NOT NULL CHECK (rating IN ('good', 'bad')),
  comment          text        CHECK (char_length(comment) BETWEEN 1 AND 4000),
  corrected_answer text        CHECK (char_length(corrected_answer) BETWEEN 1 AND 20000),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, answer_id) REFERENCES answer
);

CREATE INDEX answer_feedback_by_answer ON answer_feedback (tenant_id, answer_id, at DESC, id DESC);
CREATE INDEX answer_feedback_by_time ON answer_feedback (tenant_id, at DESC, id DESC);
