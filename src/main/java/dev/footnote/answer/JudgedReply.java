package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.proof.Links;
import dev.footnote.proof.ModelReply;
import dev.footnote.proof.ReplyReader;
import dev.footnote.proof.StatementProof;
import dev.footnote.proof.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a language model says, judged sentence by sentence as it arrives. What may leave, by the
 * policy of the profile, is said at once.
 */
final class JudgedReply {
  static final String REPEATS_THE_PROMPT = "it repeats what only the service may write";
  static final String FOREIGN_LINK = "it links to what the evidence does not";
  static final String UNREADABLE = "it has signs that the evidence it names does not have";

  private final Admission admission;
  private final CitationPolicy policy;
  private final Confidential confidential;
  private final Asked asked;
  private final Consumer<List<Statement>> say;
  private final ReplyReader reader = new ReplyReader(Locale.ENGLISH);
  private final StringBuilder heard = new StringBuilder();
  private final List<Provenance.Dropped> dropped = new ArrayList<>();
  private String halfCharacter = "";
  private @Nullable String questionBack;
  private @Nullable StatementProof proof;
  private @Nullable Links links;
  private boolean noAnswer;
  private boolean said;

  JudgedReply(Asked asked, Prompt prompt, Admission admission, Consumer<List<Statement>> say) {
    this.admission = admission;
    this.policy = CitationPolicy.valueOf(asked.settings().citations().name());
    this.confidential = Confidential.of(prompt, asked);
    this.asked = asked;
    this.say = say;
  }

  /** The next piece of what the model writes. */
  void hear(String piece) {
    String text = halfCharacter + piece;
    boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    halfCharacter = half ? text.substring(text.length() - 1) : "";
    // PostgreSQL can hold neither NUL nor half a character, and the ledger keeps the output.
    String clean =
        text.substring(0, text.length() - halfCharacter.length())
            .replaceAll("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]", "\uFFFD");
    heard.append(clean);
    judge(reader.feed(clean));
  }

  /** The model has come to its end. */
  void end() {
    judge(reader.end());
  }

  /** Sentences of many answers come at once; judged a few at a time, they leave room for others. */
  private void judge(List<ModelReply.Said> sentences) {
    if (!sentences.isEmpty()) {
      admission.admit(
          true,
          () -> {
            sentences.forEach(this::judge);
            return sentences.size();
          });
    }
  }

  private void judge(ModelReply.Said sentence) {
    String text = VisibleText.of(sentence.text()).strip();
    if (text.contains(ModelReply.NO_ANSWER)) {
      noAnswer = true;
    } else if (confidential.isIn(text)) {
      dropped.add(new Provenance.Dropped(sentence.text(), REPEATS_THE_PROMPT));
    } else if (text.startsWith(Prompt.QUESTION_BACK) && !said && questionBack == null) {
      askBack(text.substring(Prompt.QUESTION_BACK.length()).strip());
    } else if (!noAnswer && questionBack == null) {
      statement(new ModelReply.Said(text, sentence.markers(), sentence.startsLine()));
    }
  }

  /** Read with the first sentence, behind the door, and not while the model could be asked. */
  private StatementProof proof() {
    if (proof == null) {
      proof = new StatementProof(asked.sources(), asked.versions());
    }
    return proof;
  }

  private Links links() {
    if (links == null) {
      links = new Links(asked.sources());
    }
    return links;
  }

  private void askBack(String question) {
    if (new AskBack(asked).mayBeAsked(question)) {
      questionBack = question;
    } else {
      dropped.add(new Provenance.Dropped(question, AskBack.NO_QUESTION));
    }
  }

  private void statement(ModelReply.Said sentence) {
    String text = links().withoutForeign(sentence.text());
    if (policy == CitationPolicy.STRICT && !text.equals(sentence.text())) {
      dropped.add(new Provenance.Dropped(sentence.text(), FOREIGN_LINK));
      return;
    }
    var judged = new ModelReply.Said(text, sentence.markers(), sentence.startsLine());
    switch (policy.apply(judged, proof().judge(judged))) {
      case CitationPolicy.Leaves(Statement statement) -> leave(statement);
      case CitationPolicy.Stays(Provenance.Dropped lost) -> dropped.add(lost);
    }
  }

  /** What is compared by its words may still hold an address, or signs, of another source. */
  private void leave(Statement statement) {
    List<Evidence> cited = statement.quotes().stream().map(Quote::evidence).distinct().toList();
    var signs = new Signs(cited);
    String text = new Links(cited).withoutForeign(signs.withoutDecoration(statement.text()));
    if (policy == CitationPolicy.STRICT && signs.areStrange(text)) {
      dropped.add(new Provenance.Dropped(statement.text(), UNREADABLE));
    } else if (policy == CitationPolicy.STRICT
        && !text.equals(signs.withoutDecoration(statement.text()))) {
      dropped.add(new Provenance.Dropped(statement.text(), FOREIGN_LINK));
    } else if (!text.isBlank()) {
      said = true;
      say.accept(List.of(statement.withText(text.strip())));
    }
  }

  /** Whether anything was let out. */
  boolean hasSaid() {
    return said;
  }

  /** What the asker must say first, in the model's words; null if it did not ask back. */
  @Nullable String questionBack() {
    return questionBack;
  }

  /** Statements that were not let out. */
  List<Provenance.Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** All that the model wrote, fit to be stored. */
  String heard() {
    return heard.toString();
  }
}
