package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.EvidenceGathering;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.StoredVersions;
import dev.footnote.evidence.VersionKey;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The use case of a question: search, evidence, answer, citation check, ledger, reply. Nothing of
 * the database is held while an answer is written; nothing leaves that is not on the ledger.
 */
@ApplicationScoped
public class AskQuestion {
  static final String NOTHING_FOUND = "The documents hold no answer to this question.";
  static final String NOTHING_PROVEN =
      "No answer could be proven: none of its statements was found in the documents.";

  private final UnderstandQuestion understand;
  private final Retrieve retrieve;
  private final Admission admission;
  private final Database database;
  private final KeepAnswer keep;
  private final Answerers answerers;
  private final AnswerConfig config;
  private final AnswerMeters meters;

  @Inject
  AskQuestion(
      UnderstandQuestion understand,
      SearchPassages search,
      Admission admission,
      Database database,
      KeepAnswer keep,
      Answerers answerers,
      AnswerConfig config,
      AnswerMeters meters) {
    this(understand, search::search, admission, database, keep, answerers, config, meters);
  }

  AskQuestion(
      UnderstandQuestion understand,
      Function<SearchQuery, SearchResult> search,
      Admission admission,
      Database database,
      KeepAnswer keep,
      Answerers answerers,
      AnswerConfig config,
      AnswerMeters meters) {
    this.understand = understand;
    this.retrieve = new Retrieve(search, answerers, admission);
    this.admission = admission;
    this.database = database;
    this.keep = keep;
    this.answerers = answerers;
    this.config = config;
    this.meters = meters;
  }

  /**
   * Answers a question; the answer is on the ledger when this returns. What search refuses, it
   * refuses.
   *
   * @throws LanguageModelFailed if the model failed and the profile wants an error then
   */
  public Answer ask(Question question) {
    return ask(question, null);
  }

  /**
   * As {@link #ask(Question)}, and tells each statement once it is checked and on the ledger.
   * Interrupting the thread ends the answer, and with it the request to a model.
   *
   * @param listener null if nobody listens
   */
  public Answer ask(Question question, @Nullable AnswerListener listener) {
    var watch = new Stopwatch();
    Understood understood = understood(question);
    watch.lap("understand");
    Retrieve.Found found = retrieve.find(question, understood);
    watch.lap("search");
    boolean generated = answerers.asksModel(understood.settings());
    Asked asked = admission.admit(generated, () -> gather(question, understood, found.result()));
    watch.lap("evidence");
    Made made =
        generated
            ? make(question, understood, found, asked, watch, listener)
            : admission.admit(
                false, () -> make(question, understood, found, asked, watch, listener));
    admission.admit(generated, () -> kept(question, understood, found, made));
    watch.lap("ledger");
    meters.checked(made.answer().citations().size(), made.quotesDropped());
    meters.answered(made.answer().outcome(), made.answer().answerer().kind());
    watch.stages().forEach(meters::took);
    return made.answer();
  }

  /**
   * What {@link #ask} would answer from a search result. It is told to nobody: so it is neither on
   * the ledger, which holds what callers were told, nor counted among the answers. What a model
   * takes for it is billed.
   *
   * @throws LanguageModelFailed if the model failed and the profile wants an error then
   */
  public Answer rehearse(Question question, SearchResult found) {
    var watch = new Stopwatch();
    Understood understood = understand.byModel(understand.byRules(question), question);
    Asked asked = gather(question, understood, found);
    watch.lap("evidence");
    Answer answer =
        make(
                question,
                understood,
                new Retrieve.Found(found, List.of(question.text()), null),
                asked,
                watch,
                null)
            .answer();
    keep.bill(understood.scope(), question, answer.answerer());
    return answer;
  }

  /** A model reads a follow-up outside of any door, for that is waiting and not work. */
  private Understood understood(Question question) {
    Understood byRules = admission.understand(() -> understand.byRules(question));
    return understand.byModel(byRules, question);
  }

  private Asked gather(Question question, Understood understood, SearchResult found) {
    List<VersionKey> keys = found.hits().stream().map(EvidenceGathering::key).distinct().toList();
    Map<VersionKey, StoredVersion> versions =
        keys.isEmpty()
            ? Map.of()
            : database.read(handle -> StoredVersions.load(handle, found.scope(), keys));
    List<Evidence> evidence =
        new EvidenceGathering(understood.settings().evidenceTokensMax())
            .gather(found.hits(), versions);
    return new Asked(
        understood.standalone(),
        understood.history(),
        evidence,
        question.context(),
        versions,
        found.signals(),
        understood.settings(),
        config.fitMin());
  }

  /** An answer with what the ledger keeps beside it. */
  private record Made(
      Draft draft, List<Provenance.Dropped> dropped, int quotesDropped, Answer answer) {}

  private Made make(
      Question question,
      Understood understood,
      Retrieve.Found found,
      Asked asked,
      Stopwatch watch,
      @Nullable AnswerListener listener) {
    UUID id = UUID.randomUUID();
    CitationPolicy policy = CitationPolicy.valueOf(asked.settings().citations().name());
    AnswerListener hearing = answerers.asksForJson(asked.settings()) ? null : listener;
    Delivery delivery =
        keep.delivery(id, found.result().scope(), question, policy, asked.evidence(), hearing);
    if (listener != null) {
      listener.evidence(id, asked.evidence());
    }
    String back = understood.questionBack();
    Draft draft = back == null ? answerers.draft(asked, delivery::say) : Draft.askingBack(back);
    watch.lap("answer");
    var dropped = new ArrayList<>(draft.dropped());
    dropped.addAll(delivery.dropped());
    return new Made(
        draft,
        dropped,
        delivery.quotesDropped(),
        answer(
            id,
            understood,
            found.result(),
            asked,
            draft,
            keep.priced(AnswererInfo.of(draft, found.tokens())),
            delivery,
            !dropped.isEmpty(),
            watch));
  }

  private static Answer answer(
      UUID id,
      Understood understood,
      SearchResult found,
      Asked asked,
      Draft draft,
      AnswererInfo answerer,
      Delivery delivery,
      boolean lost,
      Stopwatch watch) {
    AnswerText said = delivery.said();
    return new Answer(
        id,
        text(draft, said, lost),
        outcome(draft, said, lost),
        said.citations(),
        said.contextCitations(),
        said.unproven(),
        asked.evidence(),
        understood.rewritten() == null ? null : understood.standalone(),
        understood.profile().name(),
        found.watermark(),
        found.documentsWaiting(),
        draft.fit(),
        draft.structured(),
        found.degraded(),
        answerer,
        new AnswerTimings(
            found.timings().embedMs(),
            watch.ms("search"),
            watch.ms("evidence"),
            watch.ms("answer") - delivery.checkMs(),
            delivery.checkMs(),
            watch.totalMs()),
        found.asOf());
  }

  static String text(Draft draft, AnswerText said, boolean lost) {
    if (!said.text().isEmpty()) {
      return said.text();
    }
    String back = draft.questionBack();
    return back != null ? back : lost ? NOTHING_PROVEN : NOTHING_FOUND;
  }

  static Outcome outcome(Draft draft, AnswerText said, boolean lost) {
    if (said.text().isEmpty()) {
      return draft.questionBack() == null ? Outcome.NO_EVIDENCE : Outcome.CLARIFICATION;
    }
    Structured structured = draft.structured();
    return draft.whole()
            && !lost
            && said.unproven().isEmpty()
            && (structured == null || structured.unproven().isEmpty())
        ? Outcome.GROUNDED
        : Outcome.PARTLY_GROUNDED;
  }

  private LedgerRecord kept(
      Question question, Understood understood, Retrieve.Found found, Made made) {
    Double own = found.result().signals().fitMin();
    var record =
        new LedgerRecord(
            question,
            found,
            made.draft().made(),
            made.dropped(),
            understood.onLedger(own == null ? config.fitMin() : own),
            made.answer());
    keep.keep(record, understood.scope());
    return record;
  }
}
