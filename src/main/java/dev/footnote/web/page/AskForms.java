package dev.footnote.web.page;

import dev.footnote.document.CollectionState;
import dev.footnote.document.CollectionStates;
import dev.footnote.document.DocumentCatalog;
import dev.footnote.document.DocumentFilter;
import dev.footnote.web.api.QuestionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the form for a question offers. */
@ApplicationScoped
class AskForms {
  /** Answered by the bundled sample documents, each by another format. */
  private static final List<String> EXAMPLES =
      List.of(
          "How many weeks of parental leave do I get?",
          "What does ERR-4012 mean?",
          "How many zones does a GC-3320 have?",
          "What does a GC-2210-B cost?",
          "How long is the warranty on a GC-1110?");

  /** A document that only the bundled sample documents have at this path. */
  private static final String SAMPLE = "handbook/time-off.md";

  private final CollectionStates states;
  private final DocumentCatalog catalog;

  AskForms(CollectionStates states, DocumentCatalog catalog) {
    this.states = states;
    this.catalog = catalog;
  }

  /**
   * The form's content.
   *
   * @param collections names to choose from
   * @param asOf the moment of the past that was typed; empty for now
   * @param examples questions to begin with; empty unless the sample documents are indexed
   */
  record Form(
      List<String> collections,
      String collection,
      List<String> examples,
      boolean nothingIndexed,
      String asOf) {}

  /** The form of a page without an answer. */
  Form empty(int tenantId) {
    List<CollectionState> all = states.of(tenantId);
    return new Form(
        names(all),
        QuestionRequest.COLLECTION_DEFAULT,
        hasSamples(tenantId) ? EXAMPLES : List.of(),
        all.stream().allMatch(state -> state.counts().indexed() == 0),
        "");
  }

  /** The form above an answer. */
  Form asked(int tenantId, String collection, String asOf) {
    return new Form(names(states.of(tenantId)), collection, List.of(), false, asOf);
  }

  private static List<String> names(List<CollectionState> all) {
    return all.stream().map(state -> state.collection().name()).toList();
  }

  private boolean hasSamples(int tenantId) {
    var filter = new DocumentFilter(null, DocumentFilter.Listed.INDEXED, SAMPLE);
    return !catalog.page(tenantId, filter, null, 1).documents().isEmpty();
  }
}
