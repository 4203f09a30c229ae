-- Words as they are written, beside the numbers that stand for them: acronyms that documents define, and what a misspelled
-- word of a question may have been meant as. Both belong to passages' texts, which never change, so they are only ever added,
-- in the transaction that adds the passage, and count while one of those passages is live.

-- "paid time off (PTO)" in a passage. What no live passage defines is not used.
CREATE TABLE acronym (
  tenant_id     integer NOT NULL,
  collection_id integer NOT NULL,
  generation_id integer NOT NULL,
  passage_id    bigint  NOT NULL,
  short_form    text    NOT NULL,
  long_form     text    NOT NULL,
  -- Both as they are looked up: lower case, without accents and plurals.
  short_key     text    NOT NULL,
  long_key      text    NOT NULL,
  PRIMARY KEY (passage_id, short_form, long_form, tenant_id, collection_id),
  FOREIGN KEY (tenant_id, collection_id, passage_id) REFERENCES passage ON DELETE CASCADE
);

CREATE INDEX acronym_by_short ON acronym (short_key, generation_id);
CREATE INDEX acronym_by_long ON acronym (long_key, generation_id);

-- Terms that are words: letters alone. Known to a question are those that term_statistics counts.
CREATE TABLE vocabulary (
  tenant_id     integer   NOT NULL,
  collection_id integer   NOT NULL,
  generation_id integer   NOT NULL,
  word          text      COLLATE "C" NOT NULL,
  -- Its number in passage.terms and term_statistics.
  term          integer   NOT NULL,
  -- What is left of the word's beginning without a letter or two, each with the generation as one number: words that
  -- share one are near to each other (dev.footnote.text.Spelling).
  keys          integer[] NOT NULL,
  PRIMARY KEY (tenant_id, collection_id, generation_id, word),
  FOREIGN KEY (tenant_id, collection_id, generation_id) REFERENCES generation ON DELETE CASCADE
);

CREATE INDEX vocabulary_near ON vocabulary USING gin (keys);
