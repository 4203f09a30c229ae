package dev.footnote.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.PromptMessage;
import dev.footnote.audit.Provenance;
import dev.footnote.conversation.History;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.EvidenceGathering;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.StoredVersions;
import dev.footnote.evidence.VersionKey;
import dev.footnote.extract.ExtractiveAnswerer;
import dev.footnote.profile.AnswerSchema;
import dev.footnote.proof.CitationCheck;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.proof.ModelReply;
import dev.footnote.search.AsOf;
import dev.footnote.search.Comparison;
import dev.footnote.search.LookedAgain;
import dev.footnote.search.RankedThen;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an answer of the ledger once more, from what the ledger holds of it and the collection as
 * it was. No model is asked: what one said then is judged again. Nothing is kept, counted or
 * billed.
 */
@ApplicationScoped
public class RemakeAnswer {
  private final SearchPassages search;
  private final Database database;
  private final RecordedSettings settings;

  RemakeAnswer(SearchPassages search, Database database, RecordedSettings settings) {
    this.search = search;
    this.database = database;
    this.settings = settings;
  }

  /**
   * An answer made again.
   *
   * @param evidence what it was made from
   * @param messages what a language model would be told, with the conversation as it was recorded;
   *     null if none was asked
   */
  public record Remade(
      List<Evidence> evidence,
      @Nullable List<PromptMessage> messages,
      String text,
      String outcome,
      List<LedgerCitation> citations,
      @Nullable JsonNode structured) {}

  /**
   * The answer's searches once more, as of its watermark, put together as they were then.
   *
   * @param k how many passages each search brings at most
   */
  public SearchResult search(LedgerEntry entry, int k, Comparison comparison) {
    Provenance made = entry.provenance();
    List<String> queries = made.queries();
    List<String> asked = queries == null ? List.of(standalone(entry)) : queries;
    RankedThen then = rankedThen(made);
    return MergedSearch.of(
        asked.stream()
            .map(
                query ->
                    new SearchQuery(
                        entry.scope().tenantId(), made.collection(), query, k, filter(made)))
            .map(query -> query.asOf(new AsOf.Watermark(entry.watermark())))
            .map(query -> search.again(query, comparison, then))
            .toList());
  }

  /** How the second look of {@link #search} is made. */
  public LookedAgain lookedAgain(LedgerEntry entry) {
    return search.lookedAgain(rankedThen(entry.provenance()));
  }

  /** The scores of several searches can't be told apart. */
  private static RankedThen rankedThen(Provenance made) {
    Provenance.Reranking reranking = made.reranking();
    if (reranking == null || !reranking.answered()) {
      return new RankedThen.ByNobody();
    }
    List<String> queries = made.queries();
    if (queries != null && queries.size() > 1) {
      return new RankedThen.Unknown();
    }
    Map<Long, Double> scores = new LinkedHashMap<>();
    for (Provenance.Candidate candidate : made.candidates()) {
      if (candidate.reranked() != null) {
        scores.putIfAbsent(candidate.passageId(), candidate.reranked());
      }
    }
    return new RankedThen.By(
        reranking.model(),
        reranking.passages(),
        scores.entrySet().stream()
            .map(each -> new RankedThen.PassageScore(each.getKey(), each.getValue()))
            .toList());
  }

  @SuppressWarnings("unchecked") // As LedgerRecord wrote it.
  private static SearchFilter filter(Provenance made) {
    Map<String, Object> filter = made.filter();
    return new SearchFilter(
        (Map<String, Object>) filter.getOrDefault("metadata", Map.of()),
        (String) filter.get("path"),
        (List<String>) filter.getOrDefault("formats", List.of()));
  }

  private static String standalone(LedgerEntry entry) {
    Object standalone = entry.provenance().settings().get(Understood.STANDALONE);
    return standalone == null ? entry.question() : standalone.toString();
  }

  /** The answer, from what was found. */
  public Remade answer(LedgerEntry entry, SearchResult found) {
    Asked asked = asked(entry, found);
    Provenance.Answerer then = entry.provenance().answerer();
    var said = new Said(database, entry.scope(), asked);
    RecordedPrompt prompt = RecordedPrompt.of(then.messages());
    Draft draft;
    if (prompt != null && then.output() != null) {
      draft = judged(asked, prompt, then, said);
    } else if (entry.outcome().equals(Outcome.CLARIFICATION.code())) {
      draft = Draft.askingBack(entry.text());
    } else {
      draft = extracted(asked, then, said);
    }
    AnswerText text = said.writer.written();
    boolean lost = !draft.dropped().isEmpty() || said.lost;
    return new Remade(
        asked.evidence(),
        prompt == null ? null : prompt.again(asked),
        AskQuestion.text(draft, text, lost),
        AskQuestion.outcome(draft, text, lost).code(),
        text.citations().stream().map(LedgerRecord::citation).toList(),
        draft.structured() == null ? null : draft.structured().value());
  }

  private static CallerContext context(Provenance made) {
    Provenance.Context context = made.context();
    return context == null
        ? CallerContext.NONE
        : new CallerContext(
            context.items().stream()
                .map(item -> new CallerContext.Item(item.title(), item.text()))
                .toList());
  }

  private Asked asked(LedgerEntry entry, SearchResult found) {
    List<VersionKey> keys = found.hits().stream().map(EvidenceGathering::key).distinct().toList();
    RecordedSettings.Recorded recorded =
        database.read(handle -> settings.of(handle, entry.scope(), entry.provenance().settings()));
    Map<VersionKey, StoredVersion> versions =
        database.read(handle -> StoredVersions.load(handle, entry.scope(), keys));
    SearchResult.Signals signals = found.signals();
    return new Asked(
        standalone(entry),
        History.EMPTY,
        new EvidenceGathering(recorded.settings().evidenceTokensMax())
            .gather(found.hits(), versions),
        context(entry.provenance()),
        versions,
        new SearchResult.Signals(
            signals.bestDense(), signals.bestCoverage(), signals.unknownTerms(), recorded.fitMin()),
        recorded.settings(),
        recorded.fitMin());
  }

  private static Draft judged(
      Asked asked, RecordedPrompt prompt, Provenance.Answerer then, Said said) {
    AnswerSchema schema = asked.settings().answerSchema();
    if (schema != null) {
      return inForm(asked, prompt, then, schema, said);
    }
    var reply = new JudgedReply(asked, prompt.prompt(), new AtOnce(), said::say);
    reply.hear(String.valueOf(then.output()));
    String note = then.note();
    boolean whole = note == null || !note.contains(LlmAnswerer.BROKE_OFF);
    if (whole) {
      reply.end();
    }
    return new Draft(reply.dropped(), then, null, reply.questionBack(), null, whole, null);
  }

  private static Draft inForm(
      Asked asked,
      RecordedPrompt prompt,
      Provenance.Answerer then,
      AnswerSchema schema,
      Said said) {
    String output = String.valueOf(then.output());
    SchemaAnswerer.Proven proven =
        output.contains(ModelReply.NO_ANSWER)
            ? new SchemaAnswerer.Proven(List.of(), null)
            : SchemaAnswerer.proven(
                asked, prompt.prompt(), schema, output, new AtOnce(), said::say);
    return new Draft(proven.dropped(), then, null, null, null, true, proven.structured());
  }

  private static Draft extracted(Asked asked, Provenance.Answerer then, Said said) {
    ExtractiveAnswerer.Extract extract =
        new ExtractiveAnswerer(asked.fitMin(), asked.settings().sentencesMax())
            .answer(asked.question(), asked.evidence(), asked.versions(), asked.signals());
    said.say(extract.statements());
    return new Draft(List.of(), then, extract.fit(), null, null, true, null);
  }

  /** The way out of statements, as in {@link Delivery}, to nobody. */
  private static final class Said {
    final AnswerText.Writer writer;
    private final Database database;
    private final Scope scope;
    private final Asked asked;
    private boolean lost;

    Said(Database database, Scope scope, Asked asked) {
      this.database = database;
      this.scope = scope;
      this.asked = asked;
      this.writer =
          new AnswerText.Writer(
              CitationPolicy.valueOf(asked.settings().citations().name()) == CitationPolicy.MARK);
    }

    List<String> say(List<Statement> statements) {
      List<VersionKey> cited = new ArrayList<>();
      for (Statement statement : statements) {
        statement.quotes().stream().map(Quote::version).forEach(cited::add);
      }
      Map<VersionKey, StoredVersion> stored =
          new HashMap<>(
              database.read(
                  handle ->
                      StoredVersions.load(
                          handle,
                          scope,
                          cited.stream()
                              .distinct()
                              .filter(key -> !CallerContext.holds(key))
                              .toList())));
      stored.putAll(asked.context().texts());
      CitationCheck.Checked checked = CitationCheck.check(statements, stored);
      lost |= !checked.dropped().isEmpty();
      return checked.statements().stream()
          .map(statement -> writer.add(statement, stored).text().strip())
          .toList();
    }
  }

  /** Whoever remakes an answer has been admitted as a whole. */
  private record AtOnce() implements Admission {
    @Override
    public <T> T admit(boolean generated, Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> T understand(Supplier<T> work) {
      return work.get();
    }
  }
}
