-- When a passage of the past was shown, so that a search of a past moment reads those of the moment alone: of a text that was
-- replaced ten times all ten hold nearly the same words.

-- What was moved before goes back and is moved anew, with the watermarks at which it was shown.
INSERT INTO passage (id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms,
  sha256, input_sha256, heading_path, body) OVERRIDING SYSTEM VALUE
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms,
  sha256, input_sha256, heading_path, body
FROM passage_past
ON CONFLICT DO NOTHING;

INSERT INTO passage_leaving (tenant_id, collection_id, passage_id, generation_id, died_at)
SELECT p.tenant_id, p.collection_id, p.id, p.generation_id, now()
FROM passage p JOIN passage_past past USING (tenant_id, collection_id, id)
ON CONFLICT DO NOTHING;

DELETE FROM passage_past past USING passage p
WHERE p.tenant_id = past.tenant_id AND p.collection_id = past.collection_id AND p.id = past.id;

-- From which watermark of its collection to which; all of them for the few whose text had come again as another passage.
ALTER TABLE passage_past ADD COLUMN shown int8range NOT NULL DEFAULT '(,)';
ALTER TABLE passage_past ALTER COLUMN shown DROP DEFAULT;
CREATE INDEX passage_past_shown ON passage_past USING gist (shown);

CREATE OR REPLACE VIEW passage_ever AS
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body, CAST(NULL AS int8range) AS shown
FROM passage
UNION ALL
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body, shown
FROM passage_past;
