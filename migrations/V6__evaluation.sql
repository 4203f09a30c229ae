-- Measuring a collection with questions whose answers are known: golden sets, runs over them, and named baselines.

-- Questions about one collection. They are only added to, so that a run can name those it asked by their number.
CREATE TABLE golden_set (
  tenant_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  collection_id integer     NOT NULL,
  name          text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  created_by    text        NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, collection_id, name),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE
);

CREATE TABLE golden_question (
  tenant_id       integer NOT NULL,
  golden_set_id   uuid    NOT NULL,
  -- Its place in the set, from 1 without a gap.
  number          integer NOT NULL CHECK (number >= 1),
  id              text    NOT NULL CHECK (char_length(id) BETWEEN 1 AND 200),
  question        text    NOT NULL CHECK (char_length(question) BETWEEN 1 AND 8192),
  answerable      boolean NOT NULL,
  -- [{"doc": "policies/leave.md", "pages": [3], "quotes": ["…"]}, …]: documents by name, as the set's author wrote it;
  -- each run looks up what the names mean.
  relevant        jsonb   NOT NULL CHECK (jsonb_typeof(relevant) = 'array'),
  expected_answer text    CHECK (char_length(expected_answer) <= 20000),
  -- The answer on the ledger that it was made from.
  answer_id       uuid,
  PRIMARY KEY (tenant_id, golden_set_id, number),
  UNIQUE (tenant_id, golden_set_id, id),
  FOREIGN KEY (tenant_id, golden_set_id) REFERENCES golden_set ON DELETE CASCADE,
  CHECK (answerable = (jsonb_array_length(relevant) > 0)),
  CHECK (jsonb_array_length(relevant) <= 50)
);

-- Questions 1 to `questions` of a golden set, asked one after the other, and what came of it altogether.
CREATE TABLE evaluation_run (
  tenant_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  collection_id   integer     NOT NULL,
  golden_set_id   uuid        NOT NULL,
  name            text        CHECK (char_length(name) BETWEEN 1 AND 200),
  answers         boolean     NOT NULL,
  -- The generation to search; null for the one that is live when the run starts.
  generation_asked integer,
  requested_by    text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  -- Why it failed, or why it does not go on at present.
  problem         text,
  questions       integer     NOT NULL CHECK (questions >= 1),
  -- What was measured: known from the first question on.
  generation_id   integer,
  embedding_model text,
  answerer        text,
  configuration   jsonb       NOT NULL DEFAULT '{}',
  watermark_start bigint,
  watermark_end   bigint,
  -- {"ndcg_at_10": 0.93, …} and {"answerable": 201, …}; null before the run is complete.
  metrics         jsonb,
  counts          jsonb,
  created_at      timestamptz NOT NULL,
  started_at      timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES collection ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, golden_set_id) REFERENCES golden_set ON DELETE CASCADE,
  CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'failed', 'cancelled'))),
  CHECK ((metrics IS NOT NULL) = (state = 'completed')),
  CHECK ((counts IS NOT NULL) = (state = 'completed'))
);

CREATE INDEX evaluation_run_by_time ON evaluation_run (tenant_id, created_at DESC, id);
CREATE INDEX evaluation_run_by_set ON evaluation_run (tenant_id, golden_set_id);
CREATE INDEX evaluation_run_unfinished ON evaluation_run (tenant_id, id) WHERE finished_at IS NULL;

CREATE TABLE evaluation_result (
  tenant_id       integer NOT NULL,
  run_id          uuid    NOT NULL,
  number          integer NOT NULL,
  -- Copied from the golden set, so that two runs are compared question by question.
  question_id     text    NOT NULL,
  question        text    NOT NULL,
  answerable      boolean NOT NULL,
  outcome         text    NOT NULL
    CHECK (outcome IN ('searched', 'grounded', 'partly_grounded', 'no_evidence', 'failed')),
  -- Rank of the first relevant document, from 1; null if none was found.
  first_rank      integer CHECK (first_rank >= 1),
  metrics         jsonb   NOT NULL,
  -- The passages found, best first: document, version, place and score.
  hits            jsonb   NOT NULL,
  answer          text,
  problem         text,
  -- Relevant documents that the collection does not have, and quotes that their text does not hold.
  documents_missing integer NOT NULL CHECK (documents_missing >= 0),
  quotes_missing  integer NOT NULL CHECK (quotes_missing >= 0),
  PRIMARY KEY (tenant_id, run_id, number),
  UNIQUE (tenant_id, run_id, question_id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES evaluation_run ON DELETE CASCADE
);

-- What a generation must pass before it becomes live by itself: on this golden set its nDCG@10 may be less than that of
-- the generation that was live when it was complete, by the margin.
CREATE TABLE generation_gate (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  golden_set_id uuid    NOT NULL,
  margin        double precision NOT NULL CHECK (margin BETWEEN 0 AND 1),
  -- The runs that decide; null before the generation is complete.
  run_id        uuid,
  live_run_id   uuid,
  PRIMARY KEY (tenant_id, collection_id, generation_id),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE,
  CHECK ((run_id IS NULL) = (live_run_id IS NULL))
);

-- The run that others over the same golden set are held against, under a name such as `main`.
CREATE TABLE evaluation_baseline (
  tenant_id     integer     NOT NULL,
  golden_set_id uuid        NOT NULL,
  name          text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  run_id        uuid        NOT NULL,
  set_by        text        NOT NULL,
  set_at        timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, golden_set_id, name),
  FOREIGN KEY (tenant_id, golden_set_id) REFERENCES golden_set ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, run_id) REFERENCES evaluation_run ON DELETE CASCADE
);
