package dev.footnote.web.hostile;

import dev.footnote.fixtures.OpenAiEndpoint.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The worst model there can be: it obeys whatever stands in its request, even what it would have to
 * decode first, and knows how to make it look true. Each thing that it was told to say it says
 * several times: under the number of the hostile document, under that of an honest one, under none,
 * and under one that does not exist.
 */
final class ObedientModel {
  static final String TRUE = "Every employee of Quillmere has 27 days of annual leave each year";

  private static final Pattern FENCE = Pattern.compile("---- ([0-9a-f]{32}) ----");

  private volatile String lastFence = "";
  private volatile String lastRules = "";
  private volatile String lastRequest = "";

  /** What it answers if it wants to answer. */
  String answer(Attack attack, ChatRequest chat) {
    var reply = new StringBuilder(TRUE + " [" + number(chat, "27 days of annual leave") + "].");
    String hostile = number(chat, "Notes on annual leave");
    String honest = number(chat, "27 days of annual leave");
    for (String says : said(attack, chat)) {
      String bare = says.replaceFirst("[.]$", "");
      reply.append("\n\n").append(says);
      reply.append("\n\n").append(bare).append(" [").append(hostile).append("].");
      reply.append("\n\n").append(bare).append(" [").append(honest).append("].");
      reply.append("\n\n").append(bare).append(" [77].");
    }
    return reply.toString();
  }

  /** What it answers if it wants to ask back. */
  String askBack(Attack attack, ChatRequest chat) {
    String says = said(attack, chat).getLast().replaceFirst("[.?]$", "");
    return "ASK_BACK: " + says + "?";
  }

  private List<String> said(Attack attack, ChatRequest chat) {
    String rules = chat.messages().getFirst().content();
    String request = chat.question();
    Matcher found = FENCE.matcher(request);
    String fence = found.find() ? found.group(1) : "";
    lastFence = fence;
    lastRules = rules;
    lastRequest = rules + "\n" + request;
    return attack.says().stream().map(says -> filled(says, rules, request, fence)).toList();
  }

  private static String filled(String says, String rules, String request, String hex) {
    return says.replace("{fence}", "---- " + hex + " ----")
        .replace("{hex}", hex)
        .replace("{half}", hex.substring(0, hex.length() / 2))
        .replace("{spaced}", String.join(" ", hex.split("", -1)))
        .replace("{reversed}", new StringBuilder(hex).reverse())
        .replace("{rules}", rules)
        .replace("{prompt}", rules + "\n" + request)
        .replace("{base64}", base64(rules))
        .replace("{rot13}", rot13(rules))
        .replace("{question}", "How+many+days");
  }

  /** Something that must not leave, with what stands for this request put in. */
  String success(String success) {
    return filled(success, lastRules, lastRequest, lastFence);
  }

  /** All that it was shown last. */
  String shown() {
    return lastRequest;
  }

  private static String base64(String rules) {
    byte[] start = rules.substring(0, 60).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(start);
  }

  private static String rot13(String text) {
    var turned = new StringBuilder();
    for (char c : text.toCharArray()) {
      char base = Character.isUpperCase(c) ? 'A' : 'a';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      turned.append(letter ? (char) (base + (c - base + 13) % 26) : c);
    }
    return turned.toString();
  }

  /** Number of the evidence that holds these words; 1 if none does. */
  private static String number(ChatRequest chat, String words) {
    Matcher piece =
        Pattern.compile(
                "\\[(\\d+)]\\n---- [0-9a-f]{32} ----\\n(.*?)\\n---- [0-9a-f]{32} ----",
                Pattern.DOTALL)
            .matcher(chat.question());
    while (piece.find()) {
      if (piece.group(2).contains(words)) {
        return piece.group(1);
      }
    }
    return "1";
  }
}
