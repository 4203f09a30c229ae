package dev.footnote.audit;

import dev.footnote.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What many prompts say in the same words, with a mark such as <code>{fence}</code> wherever one of
 * them says something of its own. The ledger keeps it once for a tenant, by its hash
 * (docs/ledger-format.md).
 */
public record SharedPrompt(String text) {
  private static final Pattern MARK = Pattern.compile("\\{([a-z_]+)\\}");

  /**
   * What a text has in common with others.
   *
   * @param own what it has of its own, by the name of its mark; not empty texts
   * @return empty if the text could not be told exactly from that, or not be stored
   */
  public static Optional<SharedPrompt> of(String text, Map<String, String> own) {
    String common = text;
    for (Map.Entry<String, String> each : new TreeMap<>(own).entrySet()) {
      common = common.replace(each.getValue(), "{" + each.getKey() + "}");
    }
    var shared = new SharedPrompt(common);
    return isStorable(common) && shared.with(own).equals(text)
        ? Optional.of(shared)
        : Optional.empty();
  }

  /** The prompt of an answer that has this of its own. Marks without a value stay. */
  public String with(Map<String, String> own) {
    return MARK.matcher(text)
        .replaceAll(
            mark -> Matcher.quoteReplacement(own.getOrDefault(mark.group(1), mark.group())));
  }

  Sha256 sha256() {
    return Sha256.ofText(text);
  }

  private static boolean isStorable(String text) {
    return text.indexOf('\0') < 0
        && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
  }
}
