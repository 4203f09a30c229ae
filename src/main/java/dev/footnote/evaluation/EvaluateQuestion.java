package dev.footnote.evaluation;

import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswererInfo;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.CallerContext;
import dev.footnote.answer.Question;
import dev.footnote.answer.UnknownProfile;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.Version;
import dev.footnote.document.VersionRepository;
import dev.footnote.evaluation.EvaluationResult.FoundPassage;
import dev.footnote.evaluation.EvaluationResult.Outcome;
import dev.footnote.evaluation.EvaluationResultRepository.Numbered;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.NamedDocuments.Meaning;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.search.Degradation;
import dev.footnote.search.Hit;
import dev.footnote.search.QuestionRefused;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.search.SearchTimedOut;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question of a golden set as a caller would, and judges what comes. The answer is one
 * that nobody is told, so it is not on the ledger.
 */
@ApplicationScoped
class EvaluateQuestion {
  private final SearchPassages search;
  private final AskQuestion ask;
  private final VersionRepository versions;
  private final Database database;

  EvaluateQuestion(
      SearchPassages search, AskQuestion ask, VersionRepository versions, Database database) {
    this.search = search;
    this.ask = ask;
    this.versions = versions;
    this.database = database;
  }

  /** How it went. */
  sealed interface Evaluated {
    /**
     * The question has its result.
     *
     * @param measured what it ran against; null if the search failed
     */
    record Judged(EvaluationResult result, @Nullable Measured measured) implements Evaluated {}

    /** A part was absent, so that a result would say nothing of how good the rest is. */
    record NotNow(String problem) implements Evaluated {}
  }

  Evaluated evaluate(EvaluationRun run, Numbered asked, Map<String, Meaning> meanings) {
    GoldenQuestion golden = asked.question();
    Question question = question(run, golden.question(), SearchFilter.NONE);
    RelevantDocuments relevant = RelevantDocuments.of(golden, meanings);
    SearchResult found;
    try {
      found = search.search(query(question, run));
    } catch (SearchTimedOut | QuestionRefused failed) {
      return new Evaluated.Judged(failed(asked, relevant, failed.getMessage()), null);
    }
    if (!found.degraded().isEmpty()) {
      return new Evaluated.NotNow(
          String.join(" ", found.degraded().stream().map(Degradation::detail).toList()));
    }
    return judged(run, asked, question, relevant, found);
  }

  private static Question question(EvaluationRun run, String text, SearchFilter filter) {
    return new Question(
        run.scope().tenantId(),
        run.collection(),
        text,
        QuestionMetrics.K,
        filter,
        "evaluation",
        run.profile(),
        null,
        null,
        List.of(),
        CallerContext.NONE,
        "");
  }

  private static SearchQuery query(Question question, EvaluationRun run) {
    return new SearchQuery(
        question.tenantId(),
        question.collection(),
        question.text(),
        QuestionMetrics.K,
        question.filter(),
        run.generationAsked());
  }

  /** Where nothing is found because the search fails, the metrics are those of finding nothing. */
  private static EvaluationResult failed(
      Numbered asked, RelevantDocuments relevant, @Nullable String problem) {
    GoldenQuestion golden = asked.question();
    return new EvaluationResult(
        asked.number(),
        golden.id(),
        golden.question(),
        golden.answerable(),
        Outcome.FAILED,
        null,
        golden.answerable()
            ? QuestionMetrics.ofSearch(relevant, List.of(), Map.of()).metrics()
            : Map.of(),
        List.of(),
        null,
        problem,
        relevant.missing(),
        0);
  }

  private Evaluated judged(
      EvaluationRun run,
      Numbered asked,
      Question question,
      RelevantDocuments relevant,
      SearchResult found) {
    GoldenQuestion golden = asked.question();
    var metrics = new TreeMap<String, Double>();
    metrics.put("search_ms", found.timings().totalMs());
    Integer firstRank = null;
    int quotesMissing = 0;
    if (golden.answerable()) {
      QuestionMetrics.Judged judged =
          QuestionMetrics.ofSearch(relevant, found.hits(), texts(found, relevant));
      metrics.putAll(judged.metrics());
      firstRank = judged.firstRank();
      quotesMissing = judged.quotesMissing();
    }
    Outcome outcome = Outcome.SEARCHED;
    Answer answer = null;
    String problem = null;
    if (run.answers()) {
      try {
        answer = ask.rehearse(question, found);
        metrics.putAll(QuestionMetrics.ofAnswer(golden, relevant, found.hits(), answer));
        metrics.put("answer_ms", found.timings().totalMs() + answer.timings().totalMs());
        outcome = Outcome.valueOf(answer.outcome().name());
        metrics.putAll(withoutDocuments(run, question, relevant));
      } catch (LanguageModelFailed | SearchTimedOut | UnknownProfile failed) {
        problem = failed.getMessage();
        outcome = Outcome.FAILED;
      }
    }
    var result =
        new EvaluationResult(
            asked.number(),
            golden.id(),
            golden.question(),
            golden.answerable(),
            outcome,
            firstRank,
            metrics,
            passages(found.hits(), relevant),
            answer == null ? null : answer.text(),
            problem,
            relevant.missing(),
            quotesMissing);
    return new Evaluated.Judged(result, measured(found, answer));
  }

  /** The same question while the documents that answer it are kept out of the search. */
  private Map<String, Double> withoutDocuments(
      EvaluationRun run, Question question, RelevantDocuments relevant) {
    if (relevant.known().isEmpty()) {
      return Map.of();
    }
    Question without =
        question(run, question.text(), SearchFilter.allBut(relevant.known().keySet()));
    SearchResult near = search.search(query(without, run));
    return QuestionMetrics.ofAnswerWithoutDocuments(ask.rehearse(without, near));
  }

  private static Measured measured(SearchResult found, @Nullable Answer answer) {
    return new Measured(
        found.generationId(),
        found.embeddingModel(),
        answer == null ? null : name(answer.answerer()),
        found.watermark(),
        found.watermark());
  }

  private static String name(AnswererInfo answerer) {
    return answerer.model() == null
        ? answerer.kind().code()
        : answerer.kind().code() + " " + answerer.model();
  }

  private static List<FoundPassage> passages(List<Hit> hits, RelevantDocuments relevant) {
    var passages = new ArrayList<FoundPassage>();
    for (Hit hit : hits) {
      passages.add(
          FoundPassage.of(
              passages.size() + 1, hit, relevant.known().containsKey(hit.documentId())));
    }
    return passages;
  }

  /**
   * Texts of the documents that are quoted: of the version that was found, else the current one.
   */
  private Map<UUID, String> texts(SearchResult found, RelevantDocuments relevant) {
    var numbers = new HashMap<UUID, Integer>();
    found.hits().forEach(hit -> numbers.put(hit.documentId(), hit.version()));
    var texts = new HashMap<UUID, String>();
    relevant
        .known()
        .forEach(
            (id, named) -> {
              if (!named.quotes().isEmpty()) {
                text(new DocumentKey(found.scope(), id), numbers.get(id))
                    .ifPresent(text -> texts.put(id, text));
              }
            });
    return texts;
  }

  private Optional<String> text(DocumentKey document, @Nullable Integer number) {
    return database.read(
        handle ->
            (number == null ? versions.currentNumber(handle, document) : Optional.of(number))
                .flatMap(version -> versions.find(handle, document, version))
                .map(Version::text));
  }
}
