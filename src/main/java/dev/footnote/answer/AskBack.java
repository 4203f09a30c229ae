package dev.footnote.answer;

import dev.footnote.conversation.Turn;
import dev.footnote.evidence.ContentWords;
import dev.footnote.evidence.Evidence;
import dev.footnote.proof.Links;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a question back may be. Nothing proves it, so it has to be a short question in the words of
 * the evidence and of the asker: then it can tell nothing that they don't.
 */
final class AskBack {
  static final String NO_QUESTION = "it is no short question in the words of the evidence";
  static final int CHARS_MAX = 240;

  private static final Set<String> SMALL_TALK =
      ContentWords.terms(
          "like ask asking refer referring want wanted interested looking question clear clearer sure"
              + " one specific specify exactly either both meinen meinst möchten fragen beziehen genau");

  private static final Links NO_LINKS = new Links(List.of());

  /** A statement with a question mark at its end asks nothing. */
  private static final Pattern ASKS =
      Pattern.compile(
          "(?iU)^(?:¿|(?:do|does|is|are|was|were|which|what|when|where|who|whose|how|would|could|can|should|may"
              + "|have|has|meinen|meinst|geht|welche[mnrs]?|was|wann|wo|wer|wie|soll|sollen|möchten|voulez|est-ce"
              + "|quel(?:le)?s?|parlez|quale|quali|welk|bedoelt)\\b|\\P{IsLatin}).*");

  private final Signs signs;
  private final Set<String> known = new HashSet<>(SMALL_TALK);

  AskBack(Asked asked) {
    signs = new Signs(asked.sources());
    known.addAll(ContentWords.terms(asked.question()));
    for (Evidence piece : asked.sources()) {
      known.addAll(ContentWords.terms(piece.text()));
    }
    asked.history().turns().stream()
        .filter(turn -> turn.role() == Turn.Role.USER)
        .forEach(turn -> known.addAll(ContentWords.terms(turn.text())));
  }

  /** Whether it may be asked; an address never is, since nothing is cited. */
  boolean mayBeAsked(String question) {
    List<String> sentences =
        List.of(question.substring(0, Math.max(0, question.length() - 1)).split("[.!?\\n]\\s", -1));
    return question.length() <= CHARS_MAX
        && (question.endsWith("?") || question.endsWith("？"))
        && ASKS.matcher(question).matches()
        && sentences.size() == 1
        && signs.withoutDecoration(question).equals(question)
        && !signs.areStrange(question)
        && NO_LINKS.withoutForeign(question).equals(question)
        && known.containsAll(ContentWords.terms(question));
  }
}
