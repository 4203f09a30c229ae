-- What was told of an answer before it was complete: one row for each part, written before the part leaves. An answer
-- with parts and without a row in "answer" was broken off.
CREATE TABLE answer_part (
  tenant_id     integer     NOT NULL REFERENCES tenant,
  answer_id     uuid        NOT NULL,
  n             integer     NOT NULL CHECK (n >= 1),
  collection_id integer     NOT NULL,
  at            timestamptz NOT NULL,
  caller        text        NOT NULL,
  question      text        NOT NULL,
  text          text        NOT NULL,
  PRIMARY KEY (tenant_id, answer_id, n)
);

CREATE TRIGGER answer_part_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer_part
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();

-- A question can be answered with a question back.
ALTER TABLE answer DROP CONSTRAINT answer_outcome_check;
ALTER TABLE answer ADD CONSTRAINT answer_outcome_check
  CHECK (outcome IN ('grounded', 'partly_grounded', 'no_evidence', 'clarification'));
