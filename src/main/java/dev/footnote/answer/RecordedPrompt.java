package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a language model was told, as the ledger keeps it. */
record RecordedPrompt(Prompt prompt, List<Provenance.Message> corrections) {
  private static final Pattern FENCE = Pattern.compile("---- [0-9a-f]+ ----");
  private static final String QUESTION = "\nQuestion:\n";

  /** The prompt of these messages; null if none was kept, since no model was asked. */
  static @Nullable RecordedPrompt of(List<Provenance.Message> messages) {
    if (messages.size() < 2) {
      return null;
    }
    String rules = messages.getFirst().text();
    List<Provenance.Message> corrections = messages.subList(2, messages.size());
    Matcher fence = FENCE.matcher(rules);
    return fence.find()
        ? new RecordedPrompt(
            new Prompt(rules, messages.get(1).text(), fence.group()), List.copyOf(corrections))
        : null;
  }

  /**
   * What the model would be told again: evidence and question made anew, behind the same fence.
   * What was said before, the caller's wishes and what was said of a reply that did not follow its
   * schema are in the recorded messages alone, and taken from there.
   */
  List<Provenance.Message> again(Asked asked) {
    String made = Prompt.of(asked, prompt.fence()).request();
    var messages = new ArrayList<Provenance.Message>();
    messages.add(new Provenance.Message("system", prompt.rules()));
    messages.add(
        new Provenance.Message(
            "user",
            made.substring(0, made.lastIndexOf(QUESTION))
                + conversation()
                + made.substring(made.lastIndexOf(QUESTION))));
    messages.addAll(corrections);
    return List.copyOf(messages);
  }

  private String conversation() {
    int from = prompt.request().indexOf(Prompt.CONVERSATION);
    int to = prompt.request().lastIndexOf(QUESTION);
    return from < 0 || to < from ? "" : prompt.request().substring(from, to);
  }
}
