-- What many answers were told in the same words, once: prompts by their hash (docs/adr/0016-what-the-ledger-keeps.md).
CREATE TABLE prompt (
  tenant_id integer NOT NULL REFERENCES tenant,
  sha256    bytea   NOT NULL CHECK (octet_length(sha256) = 32),
  -- Marks such as {fence} stand where each answer had something of its own.
  text      text    NOT NULL,
  PRIMARY KEY (tenant_id, sha256)
);

-- An answer of form 3 is one of form 2 with such a prompt, whose hash it holds and is hashed with.
ALTER TABLE answer
  ADD COLUMN prompt_sha256 bytea CHECK (octet_length(prompt_sha256) = 32),
  DROP CONSTRAINT answer_form_check,
  ADD CONSTRAINT answer_form_check CHECK (form IN (1, 2, 3)),
  DROP CONSTRAINT answer_check,
  ADD CONSTRAINT answer_form_salt_check CHECK ((form = 1) = (salt IS NULL)),
  ADD CONSTRAINT answer_form_prompt_check CHECK ((form = 3) = (prompt_sha256 IS NOT NULL));
CREATE INDEX answer_by_prompt ON answer (tenant_id, prompt_sha256) WHERE prompt_sha256 IS NOT NULL;

-- No foreign key: each answer would lock the one row that all of them name. Whoever appends and whoever removes lock it
-- themselves, and what is in use can't go.
CREATE FUNCTION refuse_removal_of_used_prompt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM answer a WHERE a.tenant_id = OLD.tenant_id AND a.prompt_sha256 = OLD.sha256) THEN
    RAISE EXCEPTION 'the ledger is append-only: % on % refused, an answer was made with it', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER prompt_is_append_only BEFORE UPDATE OR TRUNCATE ON prompt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER prompt_in_use_stays BEFORE DELETE ON prompt
  FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_used_prompt();

-- What is kept of a collection's answers. Each change adds a row, so that it can be seen who wanted what; the last one counts.
CREATE TABLE collection_keeping (
  tenant_id            integer     NOT NULL,
  collection_id        integer     NOT NULL,
  version              integer     NOT NULL CHECK (version >= 1),
  -- After how many days answers are erased; null: as configured.
  answers_kept_days    integer     CHECK (answers_kept_days BETWEEN 1 AND 36500),
  -- Whether personal data in what people write is taken out before anything is kept.
  redact_personal_data boolean     NOT NULL,
  set_at               timestamptz NOT NULL,
  set_by               text        NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, version),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);
