package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a language model was told, as the ledger keeps it. */
record RecordedPrompt(Prompt prompt) {
  private static final Pattern FENCE = Pattern.compile("---- [0-9a-f]+ ----");
  private static final String QUESTION = "\nQuestion:\n";

  /** The prompt of these messages; null if none was kept, since no model was asked. */
  static @Nullable RecordedPrompt of(List<Provenance.Message> messages) {
    if (messages.size() != 2) {
      return null;
    }
    String rules = messages.getFirst().text();
    Matcher fence = FENCE.matcher(rules);
    return fence.find()
        ? new RecordedPrompt(new Prompt(rules, messages.getLast().text(), fence.group()))
        : null;
  }

  /**
   * What the model would be told again: evidence and question made anew, behind the same fence.
   * What was said before, and the caller's wishes, are in the recorded messages alone, and taken
   * from there.
   */
  List<Provenance.Message> again(Asked asked) {
    String made = Prompt.of(asked, prompt.fence()).request();
    return List.of(
        new Provenance.Message("system", prompt.rules()),
        new Provenance.Message(
            "user",
            made.substring(0, made.lastIndexOf(QUESTION))
                + conversation()
                + made.substring(made.lastIndexOf(QUESTION))));
  }

  private String conversation() {
    int from = prompt.request().indexOf(Prompt.CONVERSATION);
    int to = prompt.request().lastIndexOf(QUESTION);
    return from < 0 || to < from ? "" : prompt.request().substring(from, to);
  }
}
