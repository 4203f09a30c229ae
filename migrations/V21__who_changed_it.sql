-- Who changed a document, where its source knows: the commit of the Git work tree that its folder lies in.

-- Looked up after a version was committed here, so a version without a row is one of which nothing is known (yet). Goes with
-- its version: names and addresses of people outlive no erasure of the document.
CREATE TABLE version_origin (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  document_id   uuid    NOT NULL,
  version       integer NOT NULL,
  -- Hexadecimal; null if no commit had this content when it was looked up: an edit that was saved and not committed.
  commit_id     text,
  author        text,
  author_email  text,
  -- When the author made the change, by the author's clock.
  authored_at   timestamptz,
  -- The first line of the commit's message.
  message       text,
  PRIMARY KEY (tenant_id, collection_id, document_id, version),
  FOREIGN KEY (tenant_id, collection_id, document_id, version) REFERENCES document_version ON DELETE CASCADE,
  CHECK ((commit_id IS NULL) = (author IS NULL)),
  CHECK ((commit_id IS NULL) = (authored_at IS NULL)),
  CHECK ((commit_id IS NULL) = (message IS NULL)),
  CHECK (commit_id IS NOT NULL OR author_email IS NULL)
);

-- What is looked up again when a commit was made.
CREATE INDEX version_origin_uncommitted ON version_origin (tenant_id, collection_id, document_id) WHERE commit_id IS NULL;

-- How far each source was looked up.
CREATE TABLE origin_progress (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  source_id     integer NOT NULL,
  -- The collection's change up to which versions were looked up.
  watermark     bigint  NOT NULL,
  -- The commit that was checked out then; null before the first one.
  head          text,
  PRIMARY KEY (tenant_id, collection_id, source_id),
  FOREIGN KEY (tenant_id, collection_id, source_id) REFERENCES source ON DELETE CASCADE
);
