-- Conversations that are kept here between two requests. They hold no question and no answer: a turn names the answer on the
-- ledger, where both are. Whoever opened a conversation owns it; it ends by itself when nobody has used it for a while.
CREATE TABLE conversation (
  tenant_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  collection_id integer     NOT NULL,
  -- Id of the API key that opened it, or 'local' without one: names of keys are not unique.
  owner         text        NOT NULL CHECK (char_length(owner) BETWEEN 1 AND 200),
  turns         integer     NOT NULL DEFAULT 0 CHECK (turns >= 0),
  created_at    timestamptz NOT NULL,
  -- Moves on with each turn.
  expires_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE,
  CHECK (expires_at > created_at)
) WITH (fillfactor = 70);

CREATE INDEX conversation_by_owner ON conversation (tenant_id, owner, created_at DESC, id DESC);
CREATE INDEX conversation_by_expiry ON conversation (expires_at);

CREATE TABLE conversation_turn (
  tenant_id           integer NOT NULL,
  conversation_id     uuid    NOT NULL,
  -- Its place, from 1 without a gap.
  n                   integer NOT NULL CHECK (n >= 1),
  answer_id           uuid    NOT NULL,
  -- What was searched for in place of a question that does not stand alone; null where the question does.
  standalone_question text    CHECK (char_length(standalone_question) BETWEEN 1 AND 20000),
  PRIMARY KEY (tenant_id, conversation_id, n),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, answer_id) REFERENCES answer
);
