package dev.footnote.answer;

import dev.footnote.conversation.QuestionParts;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.TokenUsage;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds what a question is answered from, in the way that its profile wants. */
final class Retrieve {
  private static final Logger LOG = Logger.getLogger(Retrieve.class);

  private final Function<SearchQuery, SearchResult> search;
  private final Answerers answerers;
  private final Admission admission;

  Retrieve(Function<SearchQuery, SearchResult> search, Answerers answerers, Admission admission) {
    this.search = search;
    this.answerers = answerers;
    this.admission = admission;
  }

  /**
   * What was found.
   *
   * @param queries what was searched for, the question first
   * @param tokens what a model took that decided it; null if none did, or it counts none
   */
  record Found(SearchResult result, List<String> queries, @Nullable TokenUsage tokens) {
    Found {
      queries = List.copyOf(queries);
    }
  }

  /** Searches once, once for each part, or as the model wants. */
  Found find(Question question, Understood understood) {
    AnswerSettings settings = understood.settings();
    boolean generated = answerers.asksModel(settings);
    Function<String, SearchResult> searching =
        words -> admission.admit(generated, () -> search.apply(query(question, understood, words)));
    String standalone = understood.standalone();
    return switch (settings.retrieval()) {
      case AGENT ->
          generated ? withAgent(standalone, settings, searching) : inParts(standalone, searching);
      case PARTS -> inParts(standalone, searching);
      case ONCE -> found(List.of(searching.apply(standalone)), List.of(standalone), null);
    };
  }

  private static Found inParts(String question, Function<String, SearchResult> searching) {
    List<String> parts = QuestionParts.of(question).searches();
    var queries = new ArrayList<String>();
    queries.add(question);
    parts.stream().filter(part -> !part.equals(question)).forEach(queries::add);
    return found(queries.stream().map(searching).toList(), queries, null);
  }

  private Found withAgent(
      String question, AnswerSettings settings, Function<String, SearchResult> searching) {
    var agent =
        new SearchAgent(answerers.model(settings), LlmAnswerer.name(settings), settings, searching);
    try {
      agent.gather(question);
    } catch (LanguageModelFailed e) {
      if (agent.found().isEmpty() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      // What was found until now is evidence all the same; the answer says if the model fails
      // again.
      LOG.warnf("%s Answering from what it has found.", e.getMessage());
    }
    return found(agent.found(), agent.queries(), agent.usage());
  }

  private static Found found(
      List<SearchResult> searches, List<String> queries, @Nullable TokenUsage tokens) {
    return new Found(MergedSearch.of(searches), queries, tokens);
  }

  private static SearchQuery query(Question question, Understood understood, String words) {
    Integer k = question.k();
    return new SearchQuery(
        question.tenantId(),
        question.collection(),
        words,
        k == null ? understood.settings().passages() : k,
        question.filter(),
        null,
        question.asOf());
  }
}
