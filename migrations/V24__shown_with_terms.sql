-- When a passage was shown stands beside its terms in one index, so that a search of a past moment reads the passages that hold its
-- words and were shown then, and no other: of a text that was replaced ten times all eleven hold nearly the same words.

-- From which watermark of its collection a passage may have been shown; for those of before this column, always.
ALTER TABLE passage ADD COLUMN shown int8range NOT NULL DEFAULT '(,)';
ALTER TABLE passage ALTER COLUMN shown DROP DEFAULT;

-- Watermarks fall into blocks of 2^level, and those from 2^power on are a block as well. A block's number is salted with the generation,
-- since each collection counts for itself.
--
-- The few blocks that cover what was shown, and a little more.
CREATE FUNCTION shown_blocks(generation integer, shown int8range) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  salt   bigint := generation::bigint << 40;
  first  bigint := coalesce(lower(shown), 0);
  last   bigint := upper(shown) - 1;
  level  integer := 0;
  power  integer := 0;
  blocks bigint[] := '{}';
BEGIN
  IF isempty(shown) THEN
    RETURN blocks;
  END IF;
  IF last IS NULL THEN
    WHILE first >> power > 0 LOOP
      power := power + 1;
    END LOOP;
    blocks := ARRAY[(power << 6 | 63) # salt];
    last := (1::bigint << power) - 1;
  END IF;
  WHILE (last >> level) - (first >> level) > 7 LOOP
    level := level + 1;
  END LOOP;
  RETURN blocks
    || ARRAY(SELECT (block << 6 | level) # salt FROM generate_series(first >> level, last >> level) AS block);
END $$;

-- All blocks that hold a watermark.
CREATE FUNCTION moment_blocks(generation integer, watermark bigint) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT array_agg(block # (generation::bigint << 40))
  FROM (
    SELECT (watermark >> level) << 6 | level AS block FROM generate_series(0, 40) AS level
    UNION ALL
    SELECT (power << 6 | 63)::bigint FROM generate_series(0, 40) AS power WHERE watermark >> power > 0) AS held
$$;

CREATE OR REPLACE VIEW passage_ever AS
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body, shown
FROM passage
UNION ALL
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body, shown
FROM passage_past;

DROP INDEX passage_terms, passage_past_terms, passage_past_shown;
CREATE INDEX passage_terms ON passage USING gin (terms, shown_blocks(generation_id, shown));
CREATE INDEX passage_past_terms ON passage_past USING gin (terms, shown_blocks(generation_id, shown));
