package dev.footnote.seal;

import dev.footnote.store.Sha256;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a tenant's chain as somebody noted it outside of the database: a later chain must
 * contain it.
 *
 * @param signature the seal's, in Base64 for URLs
 */
public record Anchor(int tenantId, long number, Sha256 seal, Sha256 keyId, String signature) {
  private static final Pattern FORM =
      Pattern.compile(
          "footnote-anchor-1\\.(\\d{1,9})\\.(\\d{1,18})\\.([0-9a-f]{64})\\.([0-9a-f]{64})\\.([\\w-]{86})");

  static Anchor of(Seal seal) {
    return new Anchor(
        seal.tenantId(),
        seal.number(),
        seal.sha256(),
        seal.keyId(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(seal.signature()));
  }

  /** In one word, as a file, a log or a letter can hold it. */
  public String text() {
    return "footnote-anchor-1.%d.%d.%s.%s.%s"
        .formatted(tenantId, number, seal.hex(), keyId.hex(), signature);
  }

  /** What {@link #text} gave; empty if it is something else. */
  public static Optional<Anchor> parse(String text) {
    Matcher found = FORM.matcher(text.strip());
    return found.matches()
        ? Optional.of(
            new Anchor(
                Integer.parseInt(found.group(1)),
                Long.parseLong(found.group(2)),
                new Sha256(found.group(3)),
                new Sha256(found.group(4)),
                found.group(5)))
        : Optional.empty();
  }
}
