package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Keeps addresses out of an answer that its evidence does not hold: a page that shows the answer
 * would make them links or load them as images, and so tell a stranger what was asked. Names of
 * hosts count as addresses, since many pages make links of them; so do addresses in characters that
 * a page or a browser turns into plain ones.
 */
public final class Links {
  static final String REMOVED = "[link removed]";

  /** {@code ![alt](address)} and {@code [text](address "title")}. */
  private static final Pattern MARKDOWN =
      Pattern.compile("!?\\[([^\\[\\]\\n]{0,2000})]\\(\\s*<?([^\\s)>]*)>?(?:\\s+[^)]*)?\\)");

  /** {@code [text][reference]} of an image, and definitions of references. */
  private static final Pattern REFERENCE =
      Pattern.compile("!\\[([^\\]\\n]*)](?:\\[[^\\]\\n]*])?|(?m)^\\s*\\[[^\\]\\n]+]:\\s*\\S+.*$");

  private static final Pattern TAG =
      Pattern.compile("<(?:!--.*?(?:-->|$)|/?[A-Za-z][^>]{0,2000}(?:>|$))", Pattern.DOTALL);

  /** A tag that does nothing by its name alone. */
  private static final Pattern PLAIN_TAG =
      Pattern.compile(
          "(?i)</?(?!(?:a|applet|audio|base|body|button|embed|form|frame|frameset|head|html|iframe|image|img"
              + "|input|link|math|meta|noscript|object|picture|plaintext|portal|script|select|source"
              + "|style|svg|template|textarea|title|track|video|xmp)\\b)[a-z][\\w-]*\\s*/?>");

  private static final String REST = "[^\\s<>\"'\\]]*";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?iU)\\b[a-z][a-z0-9+.-]{1,20}://[^\\s<>\"']"
              + REST
              + "|\\b(?:https?|ftp|wss?|mailto|data|javascript|vbscript|tel|sms|file|blob|intent|magnet"
              + "|view-source):[^\\s<>\"'\\]]"
              + REST
              + "|[\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}"
              + "|\\blocalhost(?::\\d+|/)"
              + REST
              + "|(?<![\\p{L}\\p{N}_])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+"
              + "(?:\\p{L}{2,63}|xn--[a-z0-9-]+)(?![\\p{L}\\p{N}_-])(?::\\d+)?(?:[/?#]"
              + REST
              + ")?");

  private static final int DEPTH_MAX = 4;

  private static final Pattern HOST = Pattern.compile("(?U)[\\p{L}\\p{N}.-]+");
  private static final Pattern END = Pattern.compile("[).,;:!?…/*_`]+$");

  /** Full stops of other scripts count as one between letters that a host may have. */
  private static final Pattern STRANGE_DOT =
      Pattern.compile("(?<=[A-Za-z0-9])[。．｡․﹒](?=[A-Za-z]{2})");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?=\\p{Punct})");

  private final String known;

  /** Allows what this evidence holds. */
  public Links(List<Evidence> evidence) {
    var texts = new StringBuilder();
    for (Evidence piece : evidence) {
      texts.append(piece.text()).append('\n').append(decoded(piece.text())).append('\n');
    }
    this.known = texts.toString().toLowerCase(Locale.ROOT);
  }

  /** The text with every address taken out that the evidence does not hold. */
  public String withoutForeign(String text) {
    String plain = without(text);
    String decoded = decoded(plain.replace(REMOVED, ""));
    String left = without(decoded);
    return left.equals(decoded) ? plain : left;
  }

  private String without(String text) {
    String plain = TAG.matcher(text).replaceAll(match -> quoted(tag(match.group())));
    plain = withoutMarkdown(plain);
    plain = REFERENCE.matcher(plain).replaceAll(match -> quoted(match.group(1)));
    return ADDRESS.matcher(plain).replaceAll(match -> quoted(address(match.group())));
  }

  /** An image may stand in a link. */
  private String withoutMarkdown(String text) {
    String plain = text;
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      plain = MARKDOWN.matcher(plain).replaceAll(this::markdown);
    }
    return plain;
  }

  /**
   * As a page and a browser would read it: entities, escapes, wide characters, other full stops.
   */
  private static String decoded(String text) {
    String plain = Parser.unescapeEntities(VisibleText.of(text), false);
    plain = STRANGE_DOT.matcher(plain).replaceAll(".");
    plain = Normalizer.normalize(plain.replace('．', '。'), Normalizer.Form.NFKC);
    plain = STRANGE_DOT.matcher(plain).replaceAll(".");
    return ESCAPE.matcher(plain).replaceAll("");
  }

  /** A tag is kept if it is a word of the evidence and does nothing. */
  private String tag(String tag) {
    boolean harmless =
        PLAIN_TAG.matcher(tag).matches() && known.contains(tag.toLowerCase(Locale.ROOT));
    return harmless ? tag : "";
  }

  private String markdown(MatchResult link) {
    String words = link.group(1);
    String target = link.group(2);
    boolean image = link.group().startsWith("!");
    if (image || !isKnown(target)) {
      return quoted(words);
    }
    return quoted(words.equals(target) ? target : words + " (" + target + ")");
  }

  private String address(String address) {
    Matcher end = END.matcher(address);
    String after = end.find() ? end.group() : "";
    String bare = address.substring(0, address.length() - after.length());
    return isKnown(bare) ? address : REMOVED + after;
  }

  /** Whether it stands in the evidence as a whole, and not as a part of another address. */
  private boolean isKnown(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    boolean host = HOST.matcher(wanted).matches();
    for (int at = wanted.isEmpty() ? -1 : known.indexOf(wanted);
        at >= 0;
        at = known.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      boolean begins = host ? beginsHost(at) : !continues(at - 1, -1);
      if (begins && !(host ? hostContinues(end) : continues(end, 1))) {
        return true;
      }
    }
    return false;
  }

  /** A host may be named without its scheme, and without the names below it. */
  private boolean beginsHost(int start) {
    if (start == 0) {
      return true;
    }
    char before = known.charAt(start - 1);
    return before == '/'
        ? start > 1 && known.charAt(start - 2) == '/'
        : !Character.isLetterOrDigit(before) && "-_%=@".indexOf(before) < 0;
  }

  private boolean hostContinues(int end) {
    if (end >= known.length()) {
      return false;
    }
    char next = known.charAt(end);
    return next == '.'
        ? end + 1 < known.length() && Character.isLetterOrDigit(known.charAt(end + 1))
        : Character.isLetterOrDigit(next) || next == '-' || next == '_';
  }

  /** Whether the address goes on at that position of the evidence. */
  private boolean continues(int position, int direction) {
    if (position < 0 || position >= known.length()) {
      return false;
    }
    char next = known.charAt(position);
    if (next == '.' || (next == '/' && direction > 0)) {
      return continues(position + direction, direction);
    }
    return Character.isLetterOrDigit(next) || "/-_%=&?#@".indexOf(next) >= 0;
  }

  private static String quoted(String words) {
    return Matcher.quoteReplacement(words == null ? "" : words);
  }
}
