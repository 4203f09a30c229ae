-- When the collection last changed. Times of changes rise with their watermarks, whatever the clocks of the processes say: a
-- clock that was set back, or that of another node, would else give a document two versions at one moment, or none.
ALTER TABLE collection ADD COLUMN changed_at timestamptz;

-- When the oldest change was noticed that is not dealt with yet: how long it takes until an edit is answered from, and
-- how long a removal has waited for what was added with it.
ALTER TABLE document ADD COLUMN noticed_at timestamptz;

-- Finds the document of a file that turns up under another path before its old path is known to be empty.
CREATE INDEX document_by_file ON document (source_id, file_key, tenant_id, collection_id) WHERE state <> 'removed';

-- A version's whole text is written with each edit. Compressing a megabyte takes PostgreSQL's own method 40 ms and LZ4 a few; a
-- server built without LZ4 keeps its own.
DO $$
BEGIN
  ALTER TABLE document_version ALTER COLUMN text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  NULL;
END $$;
