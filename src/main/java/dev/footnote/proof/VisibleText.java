package dev.footnote.proof;

import java.util.regex.Pattern;

/**
 * A text as its reader sees it. Characters that show nothing, or turn the direction of others, can
 * carry a message past everybody but a language model: zero-width characters, bidirectional
 * controls, tag characters and variation selectors, fillers, control characters.
 */
public final class VisibleText {
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\x{2028}\\x{2029}]");

  /**
   * All of the category Cf, of which the joiners may be needed; selectors of Unicode's second block
   * and those of its first that choose no emoji; letters without a shape; private use.
   */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\p{Cf}&&[^\\x{200C}\\x{200D}]]|[\\x{FE00}-\\x{FE0E}\\x{E0100}-\\x{E01EF}]"
              + "|[\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FFA0}]"
              + "|[\\x{034F}\\x{2065}\\x{FFF0}-\\x{FFF8}]|\\p{Co}");

  /** Persian, the scripts of India and emoji join; nothing else does, and nothing joins twice. */
  private static final Pattern IDLE_JOINER =
      Pattern.compile(
          "(?<![^\\x00-\\x{024F}\\x{200C}\\x{200D}])[\\x{200C}\\x{200D}]"
              + "|[\\x{200C}\\x{200D}](?![^\\x00-\\x{024F}\\x{200C}\\x{200D}])");

  /** An emoji's selector stands once, after what it selects. */
  private static final Pattern IDLE_SELECTOR =
      Pattern.compile("(?<![^\\p{L}\\p{N}\\p{Z}\\x{FE0F}\\n])\\x{FE0F}(?!\\x{20E3})");

  private VisibleText() {}

  /** The text without them; a control character becomes a space. */
  public static String of(String text) {
    String seen = HIDDEN.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    seen = IDLE_SELECTOR.matcher(seen).replaceAll("");
    return IDLE_JOINER.matcher(seen).replaceAll("");
  }
}
