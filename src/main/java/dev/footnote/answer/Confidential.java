package dev.footnote.answer;

import dev.footnote.evidence.Evidence;
import dev.footnote.profile.AnswerSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the model was told and nobody else is: the fence, the rules and the owner's wishes. Whatever
 * the citation policy is, no sentence leaves that repeats a part of the fence, several words of the
 * rules in a row, or a word of the wishes that looks like a code.
 */
final class Confidential {
  /** Words in a row that don't come together by chance. */
  static final int ROW = 6;

  /** Characters of the fence. */
  private static final int FENCE_PART = 10;

  private static final int CODE_MIN = 5;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern CODE =
      Pattern.compile(
          "(?=.*\\p{L})(?=.*\\d)[\\p{L}\\d._+/=-]{6,}|[\\p{Lu}\\d]+(?:[-_][\\p{Lu}\\d]+)+");

  private final String fence;
  private final Set<String> rows = new HashSet<>();
  private final Set<String> codes = new HashSet<>();

  private Confidential(String fence) {
    this.fence = fence;
  }

  static Confidential of(Prompt prompt, Asked asked) {
    var confidential = new Confidential(joined(prompt.fence()));
    String known = known(asked);
    confidential.rows.addAll(rows(prompt.rules()));
    confidential.rows.removeAll(rows(known));
    AnswerSettings settings = asked.settings();
    for (String wish : new String[] {settings.instructions(), settings.tone()}) {
      for (String word : wish == null ? new String[0] : wish.split("[\\s,;:!?\"'()]+", -1)) {
        String bare = word.replaceFirst("\\.+$", "");
        if (CODE.matcher(bare).matches()
            && joined(bare).length() >= CODE_MIN
            && !known.contains(bare)) {
          confidential.codes.add(joined(bare));
        }
      }
    }
    return confidential;
  }

  /** Whether a text has several words of the rules in a row. */
  static boolean repeats(String rules, String text) {
    Set<String> own = rows(rules);
    return rows(text).stream().anyMatch(own::contains);
  }

  private static String known(Asked asked) {
    var known = new StringBuilder(asked.question());
    for (Evidence piece : asked.sources()) {
      known.append('\n').append(piece.title()).append('\n').append(piece.text());
    }
    return known.toString();
  }

  boolean isIn(String text) {
    String joined = joined(text);
    String reversed = new StringBuilder(joined).reverse().toString();
    return repeatsFence(joined)
        || repeatsFence(reversed)
        || codes.stream().anyMatch(code -> joined.contains(code) || reversed.contains(code))
        || rows(text).stream().anyMatch(rows::contains);
  }

  private boolean repeatsFence(String joined) {
    int part = Math.min(FENCE_PART, fence.length());
    for (int i = 0; i + part <= fence.length(); i++) {
      if (joined.contains(fence.substring(i, i + part))) {
        return true;
      }
    }
    return false;
  }

  private static String joined(String text) {
    return NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static Set<String> rows(String text) {
    List<String> words = new ArrayList<>();
    for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    var rows = new HashSet<String>();
    for (int i = 0; i + ROW <= words.size(); i++) {
      rows.add(String.join(" ", words.subList(i, i + ROW)));
    }
    return rows;
  }
}
