-- Passages that no current chunk shows, moved out of the way of current searches some minutes after they died: the indexes
-- over passage would else bring them only to be thrown away. A passage that is shown again comes back as it was.
CREATE TABLE passage_past (LIKE passage INCLUDING CONSTRAINTS) WITH (toast_tuple_target = 8160);
ALTER TABLE passage_past
  ADD PRIMARY KEY (tenant_id, collection_id, id),
  ADD FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE,
  ADD FOREIGN KEY (embedding_model_id) REFERENCES embedding_model;
CREATE INDEX passage_past_by_content ON passage_past (sha256, generation_id, tenant_id, collection_id);
CREATE INDEX passage_past_vector_cache ON passage_past (input_sha256, embedding_model_id, tenant_id);
CREATE INDEX passage_past_terms ON passage_past USING gin (terms);
CREATE INDEX passage_past_hnsw_384 ON passage_past USING hnsw ((embedding::halfvec(384)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 384;
CREATE INDEX passage_past_hnsw_512 ON passage_past USING hnsw ((embedding::halfvec(512)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 512;
CREATE INDEX passage_past_hnsw_768 ON passage_past USING hnsw ((embedding::halfvec(768)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 768;
CREATE INDEX passage_past_hnsw_1024 ON passage_past USING hnsw ((embedding::halfvec(1024)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 1024;
CREATE INDEX passage_past_hnsw_1536 ON passage_past USING hnsw ((embedding::halfvec(1536)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 1536;
CREATE INDEX passage_past_hnsw_3072 ON passage_past USING hnsw ((embedding::halfvec(3072)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 3072;

-- All passages, for what looks at the past.
CREATE VIEW passage_ever AS
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body
FROM passage
UNION ALL
SELECT id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding, terms, sha256,
       input_sha256, heading_path, body
FROM passage_past;

-- Passages that ceased to be shown and may be moved after a while. Written where the counts are.
CREATE TABLE passage_leaving (
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  passage_id    bigint      NOT NULL,
  generation_id integer     NOT NULL,
  died_at       timestamptz NOT NULL,
  PRIMARY KEY (passage_id, tenant_id, collection_id),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE
);

CREATE INDEX passage_leaving_since ON passage_leaving (died_at);

INSERT INTO passage_leaving (tenant_id, collection_id, passage_id, generation_id, died_at)
SELECT DISTINCT c.tenant_id, c.collection_id, c.passage_id, c.generation_id, now()
FROM chunk c
WHERE c.to_version IS NOT NULL AND NOT EXISTS (
  SELECT FROM chunk current WHERE current.passage_id = c.passage_id AND current.tenant_id = c.tenant_id
    AND current.collection_id = c.collection_id AND current.to_version IS NULL);

-- A chunk's passage stands in one of two tables now, so a foreign key can't say it; the tests check it after every test, and
-- a change that adds a chunk looks for itself, under the collection's lock.
ALTER TABLE chunk DROP CONSTRAINT chunk_tenant_id_collection_id_passage_id_fkey;
ALTER TABLE acronym
  DROP CONSTRAINT acronym_tenant_id_collection_id_passage_id_fkey,
  ADD FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE;
