-- What became of what answers cited: a projection of the ledger and of the changes, which can be thrown away and made
-- again. It holds no text of any document. Its tables don't refer to the collection's row: that would lock it whenever
-- something is followed, against whoever deletes a collection. What is left of one is cleared at the next start.

-- Answers that the follower has not read yet. Filled by the transaction that appends an answer, so that an answer that is
-- committed late is not passed over.
CREATE TABLE answer_unread (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  answer_id     uuid    NOT NULL,
  watermark     bigint  NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, answer_id)
);

CREATE FUNCTION announce_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO answer_unread (tenant_id, collection_id, answer_id, watermark)
  VALUES (NEW.tenant_id, NEW.collection_id, NEW.id, NEW.watermark)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER answer_is_announced AFTER INSERT ON answer FOR EACH ROW EXECUTE FUNCTION announce_answer();

INSERT INTO answer_unread (tenant_id, collection_id, answer_id, watermark)
SELECT tenant_id, collection_id, id, watermark FROM answer;

-- Up to which change each collection was followed.
CREATE TABLE staleness_progress (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  watermark     bigint  NOT NULL,
  PRIMARY KEY (tenant_id, collection_id)
);

-- Each distinct stretch of a version that any answer cites, however many do, and what became of it. The status is a function
-- of the row's first columns and of what the document was: now_version and now_uri, both null when it was gone. A row whose
-- document is that no longer is out of date until the follower comes to it.
CREATE TABLE cited_span (
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  id            bigint      GENERATED ALWAYS AS IDENTITY,
  document_id   uuid        NOT NULL,
  version       integer     NOT NULL,
  span_start    integer     NOT NULL,
  span_end      integer     NOT NULL,
  uri           text        NOT NULL,
  status        text        NOT NULL CHECK (status IN ('current', 'moved', 'superseded', 'deleted')),
  now_version   integer,
  now_uri       text,
  -- Where it stands, or what stands in its place; null for nothing.
  now_start     integer,
  now_end       integer,
  -- The change that gave it this status.
  watermark     bigint      NOT NULL,
  changed_at    timestamptz NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (document_id, version, span_start, span_end, uri, tenant_id, collection_id),
  CHECK ((now_version IS NULL) = (now_uri IS NULL)),
  CHECK ((now_start IS NULL) = (now_end IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX cited_span_stale ON cited_span (tenant_id, changed_at) WHERE status IN ('superseded', 'deleted');

-- Each change of a status, in the order in which readers of the feed see them: one process at a time adds to it.
CREATE TABLE staleness_event (
  number        bigint      GENERATED ALWAYS AS IDENTITY,
  tenant_id     integer     NOT NULL,
  collection_id integer     NOT NULL,
  span_id       bigint      NOT NULL REFERENCES cited_span ON DELETE CASCADE,
  at            timestamptz NOT NULL,
  watermark     bigint      NOT NULL,
  from_status   text        NOT NULL,
  to_status     text        NOT NULL,
  now_version   integer,
  now_uri       text,
  now_start     integer,
  now_end       integer,
  -- Null: every answer that cites the stretch and was given before that change. Else the one answer that was appended when
  -- the change had been told already.
  answer_id     uuid,
  PRIMARY KEY (tenant_id, number)
);

CREATE INDEX staleness_event_by_span ON staleness_event (span_id, watermark);

-- Where the feed is sent.
CREATE TABLE webhook (
  tenant_id       integer     NOT NULL REFERENCES tenant,
  id              uuid        NOT NULL,
  url             text        NOT NULL,
  -- The key of the signatures; whoever signs must have it, so it is stored as it is, and never returned.
  secret          text        NOT NULL,
  created_at      timestamptz NOT NULL,
  created_by      text        NOT NULL,
  -- The last event that the receiver has taken.
  delivered       bigint      NOT NULL,
  delivered_at    timestamptz,
  attempts        integer     NOT NULL DEFAULT 0,
  failure         text,
  failed_at       timestamptz,
  -- Given up after too many tries, until an admin resumes it.
  parked          boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id)
);

-- Deliveries under way: a table of db-scheduler of their own, so that a slow receiver takes no worker from documents.
CREATE TABLE webhook_tasks (LIKE scheduled_tasks INCLUDING ALL);
