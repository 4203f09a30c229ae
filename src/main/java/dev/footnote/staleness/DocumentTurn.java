package dev.footnote.staleness;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.Moment;
import dev.footnote.history.DocumentState;

/** A committed change of a document, and what it was from then on. */
record DocumentTurn(DocumentKey document, Moment moment, DocumentState state) {}
