-- The auditor's search for words of questions and answers. Words as they are written: an auditor looks for a name or a number,
-- in any language, and not for its relatives.
CREATE INDEX answer_by_words ON answer USING gin (to_tsvector('simple', question || ' ' || text));
