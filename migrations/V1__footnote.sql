-- The whole first schema. Read it with docs/ARCHITECTURE.md beside it.
--
-- Every row of content carries tenant and collection in its key, so that the tables can be partitioned or distributed
-- later. Only an index that is read for a whole collection begins with them, one for each table: to a planner that has no
-- statistics yet, any index that begins so looks right for the look-up of one row, and it would read the whole collection.
-- Invariants are constraints where SQL can say them; the tests check the others.

CREATE EXTENSION IF NOT EXISTS vector;

-- Who owns what ------------------------------------------------------------------------------------------------------

CREATE TABLE tenant (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_key (
  id         uuid        PRIMARY KEY,
  tenant_id  integer     NOT NULL REFERENCES tenant,
  name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  role       text        NOT NULL CHECK (role IN ('reader', 'auditor', 'admin')),
  -- SHA-256 of a 256-bit random key: nothing to guess, so no slow hash is needed; the key itself is never stored.
  key_sha256 bytea       NOT NULL UNIQUE CHECK (octet_length(key_sha256) = 32),
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE TABLE embedding_model (
  id         smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text    NOT NULL,
  dimensions integer NOT NULL CHECK (dimensions BETWEEN 1 AND 4000),
  UNIQUE (name, dimensions)
);

CREATE TABLE collection (
  tenant_id          integer     NOT NULL REFERENCES tenant,
  id                 integer     GENERATED ALWAYS AS IDENTITY,
  name               text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  -- Counts the committed changes of this collection. Bumped last in each changing transaction, under this row's lock,
  -- so that watermark order is commit order.
  watermark          bigint      NOT NULL DEFAULT 0,
  live_generation_id integer,
  settings           jsonb       NOT NULL DEFAULT '{}',
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
) WITH (fillfactor = 50);

-- One way of turning texts into an index: embedding model, chunker, lexical analyzer. Questions run against one
-- generation only; another is filled beside it and becomes live in one statement.
CREATE TABLE generation (
  tenant_id          integer     NOT NULL,
  collection_id      integer     NOT NULL,
  id                 integer     GENERATED ALWAYS AS IDENTITY,
  embedding_model_id smallint    NOT NULL REFERENCES embedding_model,
  chunker            text        NOT NULL,
  analyzer           text        NOT NULL,
  state              text        NOT NULL CHECK (state IN ('filling', 'complete', 'retired')),
  -- Passages that at least one current chunk shows: the N of BM25, and what decides between exact and HNSW search.
  passages_live      bigint      NOT NULL DEFAULT 0 CHECK (passages_live >= 0),
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, id),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
) WITH (fillfactor = 50);

ALTER TABLE collection
  ADD FOREIGN KEY (tenant_id, id, live_generation_id)
    REFERENCES generation (tenant_id, collection_id, id) DEFERRABLE INITIALLY DEFERRED;

-- Documents and their versions ---------------------------------------------------------------------------------------

CREATE TABLE source (
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  id            integer     GENERATED ALWAYS AS IDENTITY,
  kind          text        NOT NULL CHECK (kind IN ('folder')),
  location      text        NOT NULL,
  -- An alarm means: nothing is removed from this source until it can be read again.
  alarm         text,
  scanned_at    timestamptz,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, id),
  UNIQUE (tenant_id, collection_id, kind, location),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);

CREATE TABLE document (
  tenant_id       integer     NOT NULL,
  collection_id   integer     NOT NULL,
  id              uuid        NOT NULL,
  source_id       integer     NOT NULL,
  -- Where the document lies inside its source: a relative path with '/' between its parts.
  uri             text        NOT NULL CHECK (uri <> ''),
  state           text        NOT NULL CHECK (state IN ('pending', 'indexed', 'removed')),
  current_version integer,
  -- The number of the last worker that took this document. A worker whose number has been passed can't commit.
  fence           bigint      NOT NULL DEFAULT 0,
  -- Changes noticed, and changes dealt with. More noticed than dealt with means that work is due.
  noticed         bigint      NOT NULL DEFAULT 0,
  handled         bigint      NOT NULL DEFAULT 0 CHECK (handled <= noticed),
  -- What the file system said of the bytes that were last dealt with; the scan compares against it.
  file_size       bigint,
  file_modified_ns bigint,
  file_key        text,
  content_sha256  bytea CHECK (octet_length(content_sha256) = 32),
  -- Why the newest bytes are not what is answered from: {code, detail, transient, attempts, at}. The version before
  -- stays current.
  problem         jsonb,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, id),
  FOREIGN KEY (tenant_id, collection_id, source_id) REFERENCES source ON DELETE CASCADE,
  CHECK ((state = 'indexed') = (current_version IS NOT NULL))
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX document_one_live_per_uri ON document (source_id, uri, tenant_id, collection_id)
  WHERE state <> 'removed';
CREATE INDEX document_work_due ON document (tenant_id, collection_id, id) WHERE handled < noticed;
CREATE INDEX document_problems ON document (tenant_id, collection_id, updated_at) WHERE problem IS NOT NULL;

-- Bytes once read, as text. Kept after it is replaced, so that a quote can be checked and an answer reproduced.
CREATE TABLE document_version (
  tenant_id      integer     NOT NULL,
  collection_id  integer     NOT NULL,
  document_id    uuid        NOT NULL,
  number         integer     NOT NULL CHECK (number >= 1),
  -- Null when the document names none: its file name then stands for it, and follows a rename.
  title          text,
  format         text        NOT NULL,
  metadata       jsonb       NOT NULL,
  content_sha256 bytea       NOT NULL CHECK (octet_length(content_sha256) = 32),
  byte_size      bigint      NOT NULL,
  text           text        NOT NULL,
  -- [{"start": 0, "path": ["Heading", "Subheading"]}, …]: the heading path from each position on.
  outline        jsonb       NOT NULL,
  -- Start offset of each page, the first page first; empty where a format has no pages.
  pages          integer[]   NOT NULL,
  parser         text        NOT NULL,
  valid_from     timestamptz NOT NULL,
  valid_to       timestamptz,
  watermark_from bigint      NOT NULL,
  watermark_to   bigint,
  PRIMARY KEY (tenant_id, collection_id, document_id, number),
  FOREIGN KEY (tenant_id, collection_id, document_id) REFERENCES document ON DELETE CASCADE,
  CHECK ((valid_to IS NULL) = (watermark_to IS NULL)),
  CHECK (valid_to >= valid_from),
  CHECK (watermark_to > watermark_from)
);

CREATE UNIQUE INDEX document_version_one_current ON document_version (document_id, tenant_id, collection_id)
  WHERE valid_to IS NULL;
CREATE INDEX document_version_by_content ON document_version (content_sha256, tenant_id, collection_id);
CREATE INDEX document_version_metadata ON document_version USING gin (metadata jsonb_path_ops) WHERE valid_to IS NULL;

ALTER TABLE document
  ADD FOREIGN KEY (tenant_id, collection_id, id, current_version)
    REFERENCES document_version (tenant_id, collection_id, document_id, number) DEFERRABLE INITIALLY DEFERRED;

-- What is searched ---------------------------------------------------------------------------------------------------

-- A passage is content: a text under its headings, with its vector and its lexical row, stored once in a generation
-- however often and wherever it stands. Never updated: an update would write a new entry into the HNSW index.
CREATE TABLE passage (
  tenant_id     integer   NOT NULL,
  collection_id integer   NOT NULL,
  id            bigint    GENERATED ALWAYS AS IDENTITY,
  generation_id integer   NOT NULL,
  tokens        integer   NOT NULL CHECK (tokens >= 0),
  dimensions    integer   NOT NULL,
  embedding_model_id smallint NOT NULL REFERENCES embedding_model,
  -- The document side of BM25 by term number. First of the long columns: a question scores thousands of rows by it, and
  -- each long column before it would be another place of memory to fetch.
  bm25          sparsevec(1000000000) NOT NULL,
  embedding     halfvec   NOT NULL,
  -- The distinct term numbers, sorted.
  terms         integer[] NOT NULL,
  -- SHA-256 of heading path and text: the passage's identity.
  sha256        bytea     NOT NULL CHECK (octet_length(sha256) = 32),
  -- SHA-256 of what the model was given: the key of the vector cache, across documents, collections and generations.
  input_sha256  bytea     NOT NULL CHECK (octet_length(input_sha256) = 32),
  heading_path  text[]    NOT NULL,
  body          text      NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, id),
  UNIQUE (sha256, generation_id, tenant_id, collection_id),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE,
  CHECK (vector_dims(embedding) = dimensions)
-- Rows of 2 to 4 kB stay whole: scoring a row whose weights lie in the TOAST table takes five times as long.
) WITH (toast_tuple_target = 8160);

CREATE INDEX passage_vector_cache ON passage (input_sha256, embedding_model_id, tenant_id);
CREATE INDEX passage_terms ON passage USING gin (terms);

-- A model's vectors have one length, so each length has its index; an unused one is empty and costs nothing.
-- Vectors are of unit length, so the inner product ranks as the cosine does, and is cheaper.
CREATE INDEX passage_hnsw_384 ON passage USING hnsw ((embedding::halfvec(384)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 384;
CREATE INDEX passage_hnsw_512 ON passage USING hnsw ((embedding::halfvec(512)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 512;
CREATE INDEX passage_hnsw_768 ON passage USING hnsw ((embedding::halfvec(768)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 768;
CREATE INDEX passage_hnsw_1024 ON passage USING hnsw ((embedding::halfvec(1024)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 1024;
CREATE INDEX passage_hnsw_1536 ON passage USING hnsw ((embedding::halfvec(1536)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 1536;
CREATE INDEX passage_hnsw_3072 ON passage USING hnsw ((embedding::halfvec(3072)) halfvec_ip_ops)
  WITH (m = 16, ef_construction = 64) WHERE dimensions = 3072;

-- A chunk is a place: where a passage stands in a document, from one version on until (not including) another.
CREATE TABLE chunk (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  id            bigint  GENERATED ALWAYS AS IDENTITY,
  generation_id integer NOT NULL,
  document_id   uuid    NOT NULL,
  passage_id    bigint  NOT NULL,
  span_start    integer NOT NULL CHECK (span_start >= 0),
  span_end      integer NOT NULL,
  page_first    integer,
  page_last     integer,
  from_version  integer NOT NULL,
  to_version    integer,
  PRIMARY KEY (id, tenant_id, collection_id),
  FOREIGN KEY (tenant_id, collection_id, passage_id) REFERENCES passage,
  FOREIGN KEY (tenant_id, collection_id, document_id, from_version) REFERENCES document_version ON DELETE CASCADE,
  CHECK (span_end > span_start),
  CHECK (to_version > from_version)
) WITH (fillfactor = 80);

CREATE INDEX chunk_current_by_passage ON chunk (tenant_id, collection_id, passage_id) WHERE to_version IS NULL;
CREATE INDEX chunk_by_passage ON chunk (passage_id, tenant_id, collection_id);
CREATE INDEX chunk_by_document ON chunk (document_id, generation_id, tenant_id, collection_id);
CREATE UNIQUE INDEX chunk_one_current_per_place
  ON chunk (document_id, generation_id, span_start, tenant_id, collection_id) WHERE to_version IS NULL;

-- In how many live passages a term stands: the document frequency of BM25. Written in the transaction that changes it.
CREATE TABLE term_statistics (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  term          integer NOT NULL,
  passages      integer NOT NULL CHECK (passages >= 0),
  PRIMARY KEY (tenant_id, collection_id, generation_id, term),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE
) WITH (fillfactor = 60);

-- Every committed change of a collection, in order: what happened at which watermark, and what it cost.
CREATE TABLE change (
  tenant_id         integer     NOT NULL,
  collection_id     integer     NOT NULL,
  watermark         bigint      NOT NULL,
  at                timestamptz NOT NULL,
  kind              text        NOT NULL CHECK (kind IN ('indexed', 'renamed', 'removed')),
  document_id       uuid        NOT NULL,
  version           integer,
  uri               text        NOT NULL,
  previous_uri      text,
  chunks            integer     NOT NULL DEFAULT 0,
  chunks_added      integer     NOT NULL DEFAULT 0,
  chunks_closed     integer     NOT NULL DEFAULT 0,
  passages_embedded integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, collection_id, watermark),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);

CREATE INDEX change_by_document ON change (document_id, watermark, tenant_id, collection_id);

-- Work ---------------------------------------------------------------------------------------------------------------

-- The table of db-scheduler (github.com/kagkarlsson/db-scheduler), as its documentation gives it for PostgreSQL.
CREATE TABLE scheduled_tasks (
  task_name            text                     NOT NULL,
  task_instance        text                     NOT NULL,
  task_data            bytea,
  execution_time       timestamp with time zone NOT NULL,
  picked               boolean                  NOT NULL,
  picked_by            text,
  last_success         timestamp with time zone,
  last_failure         timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat       timestamp with time zone,
  version              bigint                   NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
) WITH (fillfactor = 70);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);

CREATE TABLE reindex_job (
  tenant_id       integer     NOT NULL,
  collection_id   integer     NOT NULL,
  id              uuid        NOT NULL,
  -- {source, path, document, force, dry_run}: what was asked for.
  request         jsonb       NOT NULL,
  idempotency_key text,
  requested_by    text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('queued', 'scanning', 'indexing', 'completed', 'failed', 'cancelled')),
  failure         text,
  created_at      timestamptz NOT NULL,
  started_at      timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, collection_id, idempotency_key),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE,
  CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'failed', 'cancelled')))
);

CREATE TABLE reindex_item (
  tenant_id         integer NOT NULL,
  job_id            uuid    NOT NULL,
  document_id       uuid    NOT NULL,
  collection_id     integer NOT NULL,
  state             text    NOT NULL CHECK (state IN ('in_progress', 'completed', 'failed', 'cancelled')),
  -- indexed, unchanged, renamed, removed, or the code of a problem
  outcome           text,
  chunks            integer NOT NULL DEFAULT 0,
  passages_embedded integer NOT NULL DEFAULT 0,
  watermark         bigint,
  PRIMARY KEY (tenant_id, job_id, document_id),
  FOREIGN KEY (tenant_id, job_id) REFERENCES reindex_job ON DELETE CASCADE
) WITH (fillfactor = 70);

CREATE INDEX reindex_item_open ON reindex_item (document_id, tenant_id) WHERE state = 'in_progress';

-- The ledger ---------------------------------------------------------------------------------------------------------

-- Each answer with everything that made it. Written before the answer leaves; never changed.
CREATE TABLE answer (
  tenant_id     integer     NOT NULL REFERENCES tenant,
  id            uuid        NOT NULL,
  collection_id integer     NOT NULL,
  at            timestamptz NOT NULL,
  caller        text        NOT NULL,
  question      text        NOT NULL,
  outcome       text        NOT NULL CHECK (outcome IN ('grounded', 'partly_grounded', 'no_evidence')),
  text          text        NOT NULL,
  generation_id integer     NOT NULL,
  watermark     bigint      NOT NULL,
  -- Retrieval with each candidate's scores, evidence in order, answerer, model, prompt, raw output, settings, timings.
  record        jsonb       NOT NULL,
  -- SHA-256 over the row's canonical form and its citations'.
  entry_sha256  bytea       NOT NULL CHECK (octet_length(entry_sha256) = 32),
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX answer_by_time ON answer (tenant_id, at DESC, id DESC);

CREATE TABLE citation (
  tenant_id      integer NOT NULL,
  answer_id      uuid    NOT NULL,
  n              integer NOT NULL CHECK (n >= 1),
  collection_id  integer NOT NULL,
  document_id    uuid    NOT NULL,
  version        integer NOT NULL,
  chunk_id       bigint  NOT NULL,
  content_sha256 bytea   NOT NULL,
  uri            text    NOT NULL,
  title          text    NOT NULL,
  heading_path   text[]  NOT NULL,
  page           integer,
  span_start     integer NOT NULL,
  span_end       integer NOT NULL,
  answer_start   integer NOT NULL,
  answer_end     integer NOT NULL,
  quote          text    NOT NULL,
  verified       boolean NOT NULL,
  PRIMARY KEY (tenant_id, answer_id, n),
  FOREIGN KEY (tenant_id, answer_id) REFERENCES answer
);

CREATE INDEX citation_by_document ON citation (document_id, version, tenant_id);

CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER answer_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER citation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON citation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();

-- For LangChain4j ----------------------------------------------------------------------------------------------------

-- The live index in the columns that LangChain4j's pgvector store reads. Nothing is stored twice.
CREATE VIEW langchain4j_segment AS
SELECT md5('chunk ' || c.tenant_id || ' ' || c.id)::uuid AS embedding_id,
       p.embedding::vector                               AS embedding,
       p.body                                            AS text,
       json_build_object(
         'tenant_id', c.tenant_id::text, 'collection', col.name, 'document_id', c.document_id::text, 'uri', d.uri,
         'title', coalesce(v.title, d.uri), 'version', v.number, 'chunk_id', c.id::text, 'heading_path', array_to_string(p.heading_path, ' > '),
         'page', c.page_first, 'span_start', c.span_start, 'span_end', c.span_end) AS metadata
FROM collection col
JOIN chunk c ON c.tenant_id = col.tenant_id AND c.collection_id = col.id
            AND c.generation_id = col.live_generation_id AND c.to_version IS NULL
JOIN passage p ON p.tenant_id = c.tenant_id AND p.collection_id = c.collection_id AND p.id = c.passage_id
JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id AND d.id = c.document_id
JOIN document_version v ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id AND v.document_id = d.id
                       AND v.number = d.current_version;
