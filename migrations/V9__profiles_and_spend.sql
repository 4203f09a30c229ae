-- Answer profiles, and what answers cost.
--
-- Row-level security: a transaction names its tenant (dev.footnote.store.RowSecurity), and without a name it sees no row. Forced,
-- because the service owns its tables, and the owner would else be let through. A dump has to be made by a superuser
-- therefore (docs/operations.md).

-- How answers of a collection are made, under a name. Each change is a further row, so that an answer's profile can be shown
-- as it was; settings are null in the row that deletes the profile.
CREATE TABLE answer_profile (
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  name          text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  version       integer     NOT NULL CHECK (version >= 1),
  -- json and not jsonb: models write an answer's fields in the order in which its schema lists them, and jsonb loses it.
  settings      json        CHECK (json_typeof(settings) = 'object'),
  at            timestamptz NOT NULL,
  by            text        NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, name, version),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);

ALTER TABLE answer_profile ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON answer_profile
  USING (tenant_id = nullif(current_setting('footnote.tenant', true), '')::integer);

CREATE FUNCTION refuse_change_of_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of profiles are only added: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

-- At depth 0 alone: a deleted collection takes its profiles with it.
CREATE TRIGGER answer_profile_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer_profile
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change_of_profile();

-- What language models took, by day (UTC), collection, key and model. Collections and keys may go; what they spent stays.
CREATE TABLE spend (
  tenant_id        integer NOT NULL REFERENCES tenant,
  day              date    NOT NULL,
  collection_id    integer NOT NULL,
  -- All zeros for requests without a key.
  key_id           uuid    NOT NULL,
  model            text    NOT NULL,
  answers          bigint  NOT NULL CHECK (answers >= 1),
  -- Those of them whose model had no price then: the cost does not hold them.
  answers_unpriced bigint  NOT NULL CHECK (answers_unpriced BETWEEN 0 AND answers),
  input_tokens     bigint  NOT NULL CHECK (input_tokens >= 0),
  output_tokens    bigint  NOT NULL CHECK (output_tokens >= 0),
  -- In the configured currency, exact.
  cost             numeric NOT NULL CHECK (cost >= 0),
  PRIMARY KEY (tenant_id, day, collection_id, key_id, model)
-- Rows of today are updated by every answer: room for the next state in the same page.
) WITH (fillfactor = 50);

CREATE INDEX spend_by_key ON spend (key_id, day, tenant_id);

ALTER TABLE spend ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON spend
  USING (tenant_id = nullif(current_setting('footnote.tenant', true), '')::integer);

-- What a key, or a collection, may spend: in place of the configured default as a whole, so null means no limit.
CREATE TABLE budget (
  tenant_id        integer     NOT NULL REFERENCES tenant,
  collection_id    integer,
  key_id           uuid        REFERENCES api_key ON DELETE CASCADE,
  tokens_per_day   bigint      CHECK (tokens_per_day >= 0),
  tokens_per_month bigint      CHECK (tokens_per_month >= 0),
  cost_per_day     numeric     CHECK (cost_per_day >= 0),
  cost_per_month   numeric     CHECK (cost_per_month >= 0),
  set_at           timestamptz NOT NULL,
  set_by           text        NOT NULL,
  UNIQUE NULLS NOT DISTINCT (tenant_id, collection_id, key_id),
  CHECK (num_nonnulls(collection_id, key_id) = 1),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);

ALTER TABLE budget ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON budget
  USING (tenant_id = nullif(current_setting('footnote.tenant', true), '')::integer);
