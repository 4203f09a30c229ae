-- A ledger that shows tampering, and lets go of what must go. docs/ledger-format.md says how everything is hashed.

-- Form 2 of an entry hashes the record as it is stored, so it is kept verbatim. Entries of form 1 were hashed over a
-- canonical form and keep verifying, whatever PostgreSQL makes of their JSON.
ALTER TABLE answer
  ALTER COLUMN record TYPE json USING record::json,
  ADD COLUMN form smallint NOT NULL DEFAULT 1 CHECK (form IN (1, 2)),
  -- Random: what an erased entry said can't be guessed from the hash that stays.
  ADD COLUMN salt bytea CHECK (octet_length(salt) = 16),
  ADD CHECK ((form = 2) = (salt IS NOT NULL));
ALTER TABLE answer_part ADD COLUMN salt bytea CHECK (octet_length(salt) = 16);
ALTER TABLE answer_feedback ADD COLUMN salt bytea CHECK (octet_length(salt) = 16);

DO $$
BEGIN
  ALTER TABLE answer ALTER COLUMN record SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  NULL;
END $$;

-- What auditors filter by, the newest first, and what erasure and retention look for.
CREATE INDEX answer_by_caller ON answer (tenant_id, caller, at DESC, id DESC);
CREATE INDEX answer_by_collection ON answer (tenant_id, collection_id, at DESC, id DESC);

-- Sealing ------------------------------------------------------------------------------------------------------------

-- Entries that are on the ledger and in no seal yet. Written by the transaction that appends, emptied by the one that seals.
CREATE TABLE ledger_queue (
  tenant_id integer     NOT NULL,
  seq       bigint      GENERATED ALWAYS AS IDENTITY,
  kind      text        NOT NULL CHECK (kind IN ('answer', 'part', 'feedback', 'erasure')),
  id        uuid        NOT NULL,
  n         integer     NOT NULL,
  sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  -- By a key that the database does not have: who can only write here can't have an entry sealed. Null for entries from
  -- before sealing, which no seal takes once a chain has begun.
  mac       bytea       CHECK (octet_length(mac) = 32),
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- The sealer does not believe it.
  refused   boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

CREATE TABLE ledger_seal (
  tenant_id integer     NOT NULL,
  number    bigint      NOT NULL CHECK (number >= 1),
  -- Holds entries from before sealing. Such seals stand at the chain's beginning only.
  founding  boolean     NOT NULL,
  -- The hash of the seal before; 32 zero bytes in the first.
  previous  bytea       NOT NULL CHECK (octet_length(previous) = 32),
  -- Merkle root over the entries' hashes (RFC 6962).
  root      bytea       NOT NULL CHECK (octet_length(root) = 32),
  entries   integer     NOT NULL CHECK (entries >= 1),
  at        timestamptz NOT NULL,
  -- SHA-256 of the public key.
  key_id    bytea       NOT NULL CHECK (octet_length(key_id) = 32),
  -- The key before, in the first seal of a new one.
  previous_key_id    bytea CHECK (octet_length(previous_key_id) = 32),
  sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  signature bytea       NOT NULL CHECK (octet_length(signature) = 64),
  previous_signature bytea CHECK (octet_length(previous_signature) = 64),
  PRIMARY KEY (tenant_id, number)
);

CREATE TABLE ledger_leaf (
  tenant_id   integer NOT NULL,
  seal_number bigint  NOT NULL,
  position    integer NOT NULL CHECK (position >= 0),
  kind        text    NOT NULL CHECK (kind IN ('answer', 'part', 'feedback', 'erasure')),
  id          uuid    NOT NULL,
  n           integer NOT NULL,
  sha256      bytea   NOT NULL CHECK (octet_length(sha256) = 32),
  PRIMARY KEY (tenant_id, seal_number, position),
  FOREIGN KEY (tenant_id, seal_number) REFERENCES ledger_seal
);

CREATE UNIQUE INDEX ledger_leaf_by_entry ON ledger_leaf (id, kind, n, tenant_id);

-- Erasing ------------------------------------------------------------------------------------------------------------

-- A tombstone: what was taken from the ledger, by whom and why. An entry itself.
CREATE TABLE ledger_erasure (
  tenant_id   integer     NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  at          timestamptz NOT NULL,
  by          text        NOT NULL,
  reason      text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 1000),
  -- What was asked for. A person's name is not kept: it may be what has to go.
  what        text        NOT NULL CHECK (what IN ('answer', 'caller', 'end_user', 'document', 'retention')),
  -- The answer, the document; null for persons.
  subject     uuid,
  -- Rows of entries may go in the transaction that wrote this one, and in no other.
  transaction xid8        NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX ledger_erasure_by_subject ON ledger_erasure (tenant_id, subject);

CREATE TABLE ledger_erased (
  tenant_id  integer     NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('answer', 'part', 'feedback')),
  id         uuid        NOT NULL,
  n          integer     NOT NULL,
  erasure_id uuid        NOT NULL,
  -- When the entry was made.
  at         timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id, kind, n),
  FOREIGN KEY (tenant_id, erasure_id) REFERENCES ledger_erasure
);

CREATE INDEX ledger_erased_by_erasure ON ledger_erased (tenant_id, erasure_id);

-- What may not be erased for the time being.
CREATE TABLE legal_hold (
  tenant_id   integer     NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  what        text        NOT NULL CHECK (what IN ('collection', 'caller', 'document')),
  collection_id integer,
  caller      text,
  document_id uuid,
  reason      text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 1000),
  placed_by   text        NOT NULL,
  placed_at   timestamptz NOT NULL,
  released_by text,
  released_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK (num_nonnulls(collection_id, caller, document_id) = 1),
  CHECK ((released_by IS NULL) = (released_at IS NULL))
);

-- Only appended ------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_removal_without_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry record;
BEGIN
  IF TG_TABLE_NAME = 'answer' THEN
    SELECT 'answer' AS kind, OLD.id AS id, 0 AS n INTO entry;
  ELSIF TG_TABLE_NAME = 'citation' THEN
    SELECT 'answer' AS kind, OLD.answer_id AS id, 0 AS n INTO entry;
  ELSIF TG_TABLE_NAME = 'answer_part' THEN
    SELECT 'part' AS kind, OLD.answer_id AS id, OLD.n AS n INTO entry;
  ELSE
    SELECT 'feedback' AS kind, OLD.id AS id, 0 AS n INTO entry;
  END IF;
  IF NOT EXISTS (
      SELECT FROM ledger_erased e
      JOIN ledger_erasure x ON x.tenant_id = e.tenant_id AND x.id = e.erasure_id
      WHERE e.tenant_id = OLD.tenant_id AND e.kind = entry.kind AND e.id = entry.id AND e.n = entry.n
        AND x.transaction = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'the ledger is append-only: % on % refused without a tombstone', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

DROP TRIGGER answer_is_append_only ON answer;
DROP TRIGGER citation_is_append_only ON citation;
DROP TRIGGER answer_part_is_append_only ON answer_part;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['answer', 'citation', 'answer_part', 'answer_feedback'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger()', name || '_is_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_removal_without_tombstone()', name || '_leaves_a_tombstone', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['ledger_seal', 'ledger_leaf', 'ledger_erasure', 'ledger_erased'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger()', name || '_is_append_only', name);
  END LOOP;
END $$;

-- Entries from before sealing wait for the first seals. Answers have their hash; parts and feedback get one of form 2,
-- without a salt.
CREATE FUNCTION pg_temp.field(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN value IS NULL THEN '\xffffffff'::bytea ELSE int4send(octet_length(value)) || value END
$$;
CREATE FUNCTION pg_temp.field(value text) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT pg_temp.field(convert_to(value, 'UTF8'))
$$;
CREATE FUNCTION pg_temp.field(value bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.field(int8send(value))
$$;
CREATE FUNCTION pg_temp.field(value uuid) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.field(uuid_send(value))
$$;
CREATE FUNCTION pg_temp.field(value timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.field((extract(epoch FROM value) * 1000000)::bigint)
$$;

INSERT INTO ledger_queue (tenant_id, kind, id, n, sha256, at)
SELECT tenant_id, kind, id, n, sha256, at FROM (
  SELECT tenant_id, 'answer' AS kind, id, 0 AS n, entry_sha256 AS sha256, at FROM answer
  UNION ALL
  SELECT tenant_id, 'part', answer_id, n, sha256(
    pg_temp.field('footnote.part.2'::text) || pg_temp.field(salt) || pg_temp.field(tenant_id::bigint) || pg_temp.field(answer_id)
    || pg_temp.field(n::bigint) || pg_temp.field(collection_id::bigint) || pg_temp.field(at) || pg_temp.field(caller)
    || pg_temp.field(question) || pg_temp.field(text)), at FROM answer_part
  UNION ALL
  SELECT tenant_id, 'feedback', id, 0, sha256(
    pg_temp.field('footnote.feedback.2'::text) || pg_temp.field(salt) || pg_temp.field(tenant_id::bigint) || pg_temp.field(id)
    || pg_temp.field(answer_id) || pg_temp.field(at) || pg_temp.field(key_id) || pg_temp.field(caller)
    || pg_temp.field(end_user) || pg_temp.field(rating) || pg_temp.field(comment) || pg_temp.field(corrected_answer)), at
  FROM answer_feedback) entry
ORDER BY at, kind, id, n;
