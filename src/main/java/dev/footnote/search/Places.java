package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * The places that a search may find, as SQL: chunks of one generation in the versions of documents
 * that hold at one moment and pass a filter; with the documents' names and the counts of that
 * moment. The text of each fragment depends on nothing but the filter's kinds of conditions.
 */
sealed interface Places permits CurrentPlaces, PastPlaces {

  /** The tables that hold the passages of the moment. */
  List<String> tables();

  /** Whether the indexes may bring passages that {@link #where} leaves out. */
  boolean mayLeaveOut(DocumentCondition condition);

  /** The one table, or view, that holds all of them. */
  String passages();

  /** A condition on a passage p that leaves out what is surely not shown, for row by row. */
  String maybeShown();

  /** The same for whoever reads a table of passages by their terms, whose index knows it. */
  String maybeShownByTerms();

  /** A condition on one chunk c. */
  String where(DocumentCondition condition);

  /** Chunks c to select from: all that pass the filter. */
  String from(DocumentCondition condition);

  /** The document d with its version v, if it has one at the moment, as tables to select from. */
  String versionOf(String documentId);

  /** A query for the uri of a document. */
  String uriOf(String documentId);

  /** A table s (term, passages) with those of the bound terms that some live passage holds. */
  String counted(String terms);

  /** A query for one number, passages: how many live passages hold a term; no row for none. */
  String count(String term);

  /** Binds what the fragments name. */
  Query bind(Query query, DocumentCollection collection);

  /** Binds what the fragments name, where a filter is among them. */
  default Query bind(Query query, DocumentCollection collection, DocumentCondition condition) {
    return condition.bind(bind(query, collection));
  }
}
