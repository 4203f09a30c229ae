-- How well evidence must fit before an answer is given, where a golden set has said it of a collection. It belongs to the
-- generation, for each model spreads its similarities differently. NULL: footnote.answer.fit-min.
ALTER TABLE generation ADD COLUMN fit_min double precision CHECK (fit_min BETWEEN 0 AND 2);
