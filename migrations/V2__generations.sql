-- Generations beside the live one: filled, activated, put back, cleaned up (docs/adr/0005-generations.md).

-- The blocks that a document's text was cut along: three numbers for each, in order of position: its kind (the order of
-- dev.footnote.text.Block.Kind, to which kinds are only appended), its start and its end. With text, outline and pages
-- they say all that a chunker needs, so that another generation is made without the document's source. Null for
-- versions that were read before this column was; those are read again from their source.
ALTER TABLE document_version
  ADD COLUMN blocks integer[] CHECK (cardinality(blocks) % 3 = 0);

-- A generation is *maintained* while it is filling or complete: every edit reaches it in the edit's own transaction.
ALTER TABLE generation
  DROP CONSTRAINT generation_state_check,
  ADD CONSTRAINT generation_state_check CHECK (state IN ('filling', 'complete', 'cancelled', 'retired')),
  ADD COLUMN activation        text NOT NULL DEFAULT 'manual' CHECK (activation IN ('manual', 'when_complete')),
  ADD COLUMN requested_by      text,
  -- Documents that were to be filled when it was started.
  ADD COLUMN documents_total   integer NOT NULL DEFAULT 0,
  -- What filling has done so far and how long it took, pauses included; the rate is taken from them.
  ADD COLUMN chunks_filled     bigint NOT NULL DEFAULT 0,
  ADD COLUMN bytes_filled      bigint NOT NULL DEFAULT 0,
  ADD COLUMN fill_ms           bigint NOT NULL DEFAULT 0,
  ADD COLUMN passages_embedded bigint NOT NULL DEFAULT 0,
  -- Why filling does not go on at present, in a sentence.
  ADD COLUMN failure           text,
  ADD COLUMN completed_at      timestamptz,
  ADD COLUMN activated_at      timestamptz,
  -- When another one became live in its place; null while it is live, or never was.
  ADD COLUMN left_live_at      timestamptz,
  -- When it was cancelled or retired, and when the last of its rows was deleted.
  ADD COLUMN ended_at          timestamptz,
  ADD COLUMN emptied_at        timestamptz,
  ADD CHECK ((ended_at IS NOT NULL) = (state IN ('cancelled', 'retired'))),
  ADD CHECK (emptied_at IS NULL OR ended_at IS NOT NULL);

-- Documents whose current version a maintained generation does not hold yet. It then holds no current chunk of them.
-- The generation is complete when none is left.
CREATE TABLE generation_pending (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  document_id   uuid    NOT NULL,
  byte_size     bigint  NOT NULL,
  -- Why the last try failed, and when it was; null before the first.
  problem       text,
  tried_at      timestamptz,
  PRIMARY KEY (tenant_id, collection_id, generation_id, document_id),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, collection_id, document_id) REFERENCES document ON DELETE CASCADE
);

CREATE INDEX generation_pending_untried ON generation_pending (tenant_id, collection_id, generation_id, document_id)
  WHERE tried_at IS NULL;

-- Another generation becoming live is a change of the collection: what is found may differ from then on.
ALTER TABLE change
  ALTER COLUMN document_id DROP NOT NULL,
  ALTER COLUMN uri DROP NOT NULL,
  ADD COLUMN generation_id integer,
  DROP CONSTRAINT change_kind_check,
  ADD CONSTRAINT change_kind_check CHECK (kind IN ('indexed', 'renamed', 'removed', 'activated')),
  ADD CHECK ((kind = 'activated') = (generation_id IS NOT NULL)),
  ADD CHECK ((kind = 'activated') = (document_id IS NULL)),
  ADD CHECK ((kind = 'activated') = (uri IS NULL));
