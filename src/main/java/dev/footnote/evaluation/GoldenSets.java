package dev.footnote.evaluation;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.ReadLedger;
import dev.footnote.document.CollectionRepository;
import dev.footnote.evaluation.EvaluationRefused.Fault;
import dev.footnote.evaluation.GoldenQuestion.Relevant;
import dev.footnote.evaluation.Imported.Unresolved;
import dev.footnote.evaluation.NamedDocuments.Meaning;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an admin can do with golden sets. */
@ApplicationScoped
public class GoldenSets {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
  private static final int UNRESOLVED_MAX = 100;

  private final Database database;
  private final CollectionRepository collections;
  private final GoldenSetRepository sets;
  private final NamedDocuments documents;
  private final ReadLedger ledger;
  private final EvaluationConfig config;
  private final InstantSource clock;

  GoldenSets(
      Database database,
      CollectionRepository collections,
      GoldenSetRepository sets,
      NamedDocuments documents,
      ReadLedger ledger,
      EvaluationConfig config,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.sets = sets;
    this.documents = documents;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Makes a golden set from JSON Lines: {@code {"id", "question", "answer", "relevant": [{"doc",
   * "quotes", "pages"}], "answerable"}} on each.
   *
   * @throws EvaluationRefused if a line is wrong, or the name is wrong or taken
   * @throws dev.footnote.document.UnknownCollection if the tenant has no such collection
   */
  public Imported importLines(
      int tenantId, String collection, String name, String lines, String by) {
    checkName(name);
    List<GoldenQuestion> questions = GoldenSetLines.read(lines, config.questionsMax());
    return database.write(
        handle -> {
          Scope scope = collections.named(handle, tenantId, collection).scope();
          if (sets.all(handle, tenantId, null).size() >= config.goldenSetsMax()) {
            throw new EvaluationRefused(
                Fault.STATE,
                "There are %d golden sets already, which is the limit. Delete one first."
                    .formatted(config.goldenSetsMax()));
          }
          UUID id =
              sets.add(handle, scope, name, by, clock.instant())
                  .orElseThrow(
                      () ->
                          new EvaluationRefused(
                              Fault.STATE,
                              "'%s' has a golden set named '%s' already. Delete that one, or choose another name."
                                  .formatted(collection, name)));
          sets.addQuestions(handle, tenantId, id, questions);
          List<String> names =
              questions.stream()
                  .flatMap(question -> question.relevant().stream())
                  .map(Relevant::doc)
                  .distinct()
                  .toList();
          return new Imported(
              sets.find(handle, tenantId, id).orElseThrow(),
              unresolved(documents.meanings(handle, scope, names)));
        });
  }

  /** Refuses what can't name a golden set or a baseline. */
  static void checkName(String name) {
    if (!name.matches(NAME)) {
      throw new EvaluationRefused(
          Fault.NAME,
          "A name has 1 to 63 characters: small letters a to z, digits, and hyphens after the first.");
    }
  }

  private static List<Unresolved> unresolved(Map<String, Meaning> meanings) {
    var unresolved = new ArrayList<Unresolved>();
    new TreeMap<>(meanings)
        .forEach(
            (name, meaning) -> {
              switch (meaning) {
                case Meaning.One one -> {}
                case Meaning.None none -> unresolved.add(new Unresolved(name, List.of()));
                case Meaning.Several(List<String> uris) ->
                    unresolved.add(new Unresolved(name, uris));
              }
            });
    return unresolved.subList(0, Math.min(UNRESOLVED_MAX, unresolved.size()));
  }

  /** A tenant's golden sets by collection and name; of one collection if it is not null. */
  public List<GoldenSet> all(int tenantId, @Nullable String collection) {
    return database.read(handle -> sets.all(handle, tenantId, collection));
  }

  /** A tenant's golden set; empty if it has none of that id. */
  public Optional<GoldenSet> find(int tenantId, UUID id) {
    return database.read(handle -> sets.find(handle, tenantId, id));
  }

  /** A golden set's questions in their order; none if there is no such set. */
  public List<GoldenQuestion> questions(int tenantId, UUID id) {
    return database.read(handle -> sets.questions(handle, tenantId, id, config.questionsMax()));
  }

  /** Deletes a golden set with its runs; false if the tenant has none of that id. */
  public boolean delete(int tenantId, UUID id) {
    return database.write(handle -> sets.delete(handle, tenantId, id));
  }

  /**
   * Adds a question that somebody asked, with the sources that an admin marks as right: they are
   * what a good search finds, and where there is none the question should be refused. Empty if the
   * tenant has no such set.
   *
   * @throws EvaluationRefused if the ledger has no such answer, it is of another collection, it is
   *     in the set already, or the set is full
   */
  public Optional<GoldenQuestion> addAnswered(int tenantId, UUID id, UUID answerId, Marks marks) {
    Optional<AuditedAnswer> answer = ledger.answer(tenantId, answerId);
    return database.write(
        handle ->
            sets.find(handle, tenantId, id)
                .map(
                    set -> {
                      AuditedAnswer marked = ofSet(set, answer);
                      GoldenQuestion question =
                          MarkedAnswer.of(
                              marked,
                              marks,
                              documents.uris(
                                  handle,
                                  set.scope(),
                                  marked.evidence().stream()
                                      .map(AuditedAnswer.EvidenceText::documentId)
                                      .toList()));
                      int before = sets.lock(handle, tenantId, id);
                      if (before >= config.questionsMax()) {
                        throw new EvaluationRefused(
                            Fault.STATE,
                            "The golden set has %d questions, which is the limit."
                                .formatted(before));
                      }
                      boolean there =
                          sets.questions(handle, tenantId, id, before).stream()
                              .anyMatch(other -> other.id().equals(question.id()));
                      if (there) {
                        throw new EvaluationRefused(
                            Fault.STATE, "The golden set holds this answer's question already.");
                      }
                      sets.addQuestions(handle, tenantId, id, List.of(question));
                      return question;
                    }));
  }

  private static AuditedAnswer ofSet(GoldenSet set, Optional<AuditedAnswer> answer) {
    return answer
        .filter(found -> found.entry().scope().equals(set.scope()))
        .orElseThrow(
            () ->
                new EvaluationRefused(
                    Fault.ANSWER,
                    "The ledger has no answer of that id from '%s'.".formatted(set.collection())));
  }
}
