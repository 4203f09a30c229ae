-- A collection as it was: what a search of a past moment needs beyond the validity of versions and chunks.

-- From which watermark on every moment of the generation can be searched as it was: before it, counts were not kept, or
-- chunks have been removed. A generation is only asked for moments at which it was live.
ALTER TABLE generation ADD COLUMN past_from bigint NOT NULL DEFAULT 0 CHECK (past_from >= 0);
UPDATE generation g SET past_from = c.watermark
FROM collection c WHERE c.tenant_id = g.tenant_id AND c.id = g.collection_id;

-- What the counts of a generation were before a change: an undo log. At watermark W a term stood in as many passages as its
-- first row after W says, or, if there is none, as term_statistics says now. Written in the transaction of the change.
CREATE TABLE term_history (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  term          integer NOT NULL,
  -- The change, and the count before it.
  watermark     bigint  NOT NULL,
  passages      integer NOT NULL CHECK (passages >= 0),
  PRIMARY KEY (tenant_id, collection_id, generation_id, term, watermark),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE
);

-- Rows come in the order of watermarks, so a few blocks' bounds find the old ones.
CREATE INDEX term_history_by_watermark ON term_history USING brin (watermark);

-- The same of generation.passages_live.
CREATE TABLE generation_history (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  watermark     bigint  NOT NULL,
  passages_live bigint  NOT NULL CHECK (passages_live >= 0),
  PRIMARY KEY (tenant_id, collection_id, generation_id, watermark),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE
);

-- When the file of a version was modified, as its source said when the version came; a file that is touched later and
-- says the same is not newer. Null for versions from before this column that are no longer current.
ALTER TABLE document_version ADD COLUMN file_modified_ns bigint;
UPDATE document_version v SET file_modified_ns = d.file_modified_ns
FROM document d
WHERE d.tenant_id = v.tenant_id AND d.collection_id = v.collection_id AND d.id = v.document_id
  AND d.current_version = v.number;

-- The version of a document at a watermark.
CREATE INDEX document_version_by_moment ON document_version (document_id, watermark_from, tenant_id, collection_id);

-- Which change was the last at a time, which generation was live after it, and what a document was called before a rename.
CREATE INDEX change_by_time ON change (tenant_id, collection_id, at, watermark);
CREATE INDEX change_activations ON change (tenant_id, collection_id, watermark) WHERE kind = 'activated';
CREATE INDEX change_renames ON change (document_id, watermark, tenant_id, collection_id) WHERE kind = 'renamed';
