-- The answer profile that a run measures, so that two profiles can be compared on one golden set.
ALTER TABLE evaluation_run ADD COLUMN profile text NOT NULL DEFAULT 'default';

-- A question of a golden set may be answered with a question back.
ALTER TABLE evaluation_result DROP CONSTRAINT evaluation_result_outcome_check;
ALTER TABLE evaluation_result ADD CONSTRAINT evaluation_result_outcome_check
  CHECK (outcome IN ('searched', 'grounded', 'partly_grounded', 'no_evidence', 'clarification', 'failed'));
