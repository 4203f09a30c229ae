-- Answers by one key from one collection with one model would all write the same row of the day, and each would wait for the
-- one before to commit. Each connection writes to one of a few rows instead; whoever reads adds them up.
ALTER TABLE spend
  ADD COLUMN slot smallint NOT NULL DEFAULT 0 CHECK (slot >= 0),
  DROP CONSTRAINT spend_pkey,
  ADD PRIMARY KEY (tenant_id, day, collection_id, key_id, model, slot);
