package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One message of a prompt.
 *
 * @param text null if it has its words in common with others and those are not stored any more
 * @param own what it has of its own beside such words, by the name of the mark that stands for it
 *     there; null if it has nothing in common with others
 * @param promptSha256 hex hash of the common words; null where {@code own} is
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PromptMessage(
    String role,
    @Nullable String text,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> own,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String promptSha256) {

  /** A message of this answer alone. */
  public PromptMessage(String role, String text) {
    this(role, text, null, null);
  }

  /** A message that others have too, but for what is named. */
  public static PromptMessage sharing(String role, String text, Map<String, String> own) {
    return SharedPrompt.of(text, own)
        .map(shared -> new PromptMessage(role, text, Map.copyOf(own), shared.sha256().hex()))
        .orElseGet(() -> new PromptMessage(role, text));
  }

  /** The same in other words, but for those that it has in common with others. */
  public PromptMessage saying(UnaryOperator<String> how) {
    if (text == null) {
      return this;
    }
    Optional<SharedPrompt> shared = shared();
    if (own == null || shared.isEmpty()) {
      return new PromptMessage(role, how.apply(text));
    }
    var others = new TreeMap<String, String>();
    own.forEach((mark, value) -> others.put(mark, how.apply(value)));
    return sharing(role, shared.get().with(others), others);
  }

  /** The words that it has in common with others. */
  Optional<SharedPrompt> shared() {
    return text == null || own == null ? Optional.empty() : SharedPrompt.of(text, own);
  }

  /** Without the text, if that stands elsewhere. */
  PromptMessage withoutShared() {
    return own == null ? this : new PromptMessage(role, null, own, promptSha256);
  }

  /** With the text that stands elsewhere. */
  PromptMessage with(@Nullable SharedPrompt shared) {
    return own == null || shared == null
        ? this
        : new PromptMessage(role, shared.with(own), own, promptSha256);
  }
}
