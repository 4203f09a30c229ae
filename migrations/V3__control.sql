-- Control of change: what a source may remove, which process looks at it, what was paused, and when a file last changed.

-- What a source has removed lately, and what it was not let remove. One row for each source that ever removed something.
CREATE TABLE source_removal (
  tenant_id           integer     NOT NULL,
  collection_id       integer     NOT NULL,
  source_id           integer     NOT NULL,
  -- Removals are counted together over a while: a folder that is deleted slowly is deleted all the same.
  counted_from        timestamptz NOT NULL,
  -- Live documents at that moment, and how many of them were let go since.
  documents           integer     NOT NULL CHECK (documents >= 0),
  removed             integer     NOT NULL CHECK (removed >= 0),
  -- Documents that the last look at all of the source found gone and was not let remove.
  withheld            integer     NOT NULL DEFAULT 0 CHECK (withheld >= 0),
  -- So many an admin lets the next look remove.
  confirmed           integer     CHECK (confirmed > 0),
  PRIMARY KEY (tenant_id, collection_id, source_id),
  FOREIGN KEY (tenant_id, collection_id, source_id) REFERENCES source ON DELETE CASCADE
);

-- The one process that watches and scans a source. By the database's clock, which all processes share.
CREATE TABLE source_lease (
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  source_id     integer     NOT NULL,
  holder        uuid        NOT NULL,
  acquired_at   timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, source_id),
  FOREIGN KEY (tenant_id, collection_id, source_id) REFERENCES source ON DELETE CASCADE
);

-- When the file system last changed anything about the file (ctime): unlike the time of modification it can't be set.
ALTER TABLE document ADD COLUMN file_changed_ns bigint;

-- A paused job keeps its documents from being dealt with, unless somebody edits them.
ALTER TABLE reindex_job ADD COLUMN paused_at timestamptz;
