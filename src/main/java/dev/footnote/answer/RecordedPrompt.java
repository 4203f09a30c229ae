package dev.footnote.answer;

import dev.footnote.audit.PromptMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a language model was told, as the ledger keeps it. */
record RecordedPrompt(Prompt prompt, List<PromptMessage> corrections) {
  private static final Pattern FENCE = Pattern.compile("---- [0-9a-f]+ ----");
  private static final String QUESTION = "\nQuestion:\n";

  /** The prompt of these messages; null if none was kept, since no model was asked. */
  static @Nullable RecordedPrompt of(List<PromptMessage> messages) {
    if (messages.size() < 2) {
      return null;
    }
    String rules = messages.getFirst().text();
    String request = messages.get(1).text();
    if (rules == null || request == null) {
      return null;
    }
    List<PromptMessage> corrections = messages.subList(2, messages.size());
    Matcher fence = FENCE.matcher(rules);
    return fence.find()
        ? new RecordedPrompt(new Prompt(rules, request, fence.group()), List.copyOf(corrections))
        : null;
  }

  /**
   * What the ledger is to keep of a prompt: the rules are the same for all answers by a profile,
   * but for the fence and what the caller wished.
   *
   * @param wishes the caller's; empty for none
   */
  static List<PromptMessage> sharingRules(List<PromptMessage> messages, String wishes) {
    RecordedPrompt recorded = of(messages);
    if (recorded == null) {
      return messages;
    }
    var own = new LinkedHashMap<String, String>();
    if (!wishes.isBlank()) {
      own.put("wishes", wishes);
    }
    own.put("fence", recorded.prompt().fence());
    var shared = new ArrayList<>(messages);
    shared.set(
        0, PromptMessage.sharing(messages.getFirst().role(), recorded.prompt().rules(), own));
    return List.copyOf(shared);
  }

  /**
   * What the model would be told again: evidence and question made anew, behind the same fence.
   * What was said before, the caller's wishes and what was said of a reply that did not follow its
   * schema are in the recorded messages alone, and taken from there.
   */
  List<PromptMessage> again(Asked asked) {
    String made = Prompt.of(asked, prompt.fence()).request();
    var messages = new ArrayList<PromptMessage>();
    messages.add(new PromptMessage("system", prompt.rules()));
    messages.add(
        new PromptMessage(
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
