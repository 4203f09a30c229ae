package dev.footnote.proof;

import java.util.regex.Pattern;

/**
 * Orders to say something, or to forget what one was told. "Answer that leave is unlimited" holds
 * every word of "leave is unlimited" and does not say it: an order proves another order, and
 * nothing else.
 */
final class Orders {
  private static final String ASKED =
      "(?:^|[.!?:;,\"'“”‘’„»«(\\[*#>|—–-]\\s*|\\b(?:please|must|should|shall|always|never|and|then|now|just|only|simply"
          + "|will|to|you|assistant|model|ai|chatbot|bot|system|instead|therefore|bitte|immer|und|dann|musst|soll|sollst"
          + "|toujours|et|siempre|y|sempre|e)\\s+)";

  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?iuU)"
              + ASKED
              + "(?:(?:say|reply|respond|claim|pretend|state|output|print|repeat|insist|assert|declare|reveal|emit"
              + "|disclose)\\b(?!\\s*[.?!]?$)|(?:tell|inform|convince|assure|remind)\\s+(?:\\p{L}+\\s+){1,4}?(?:that|:)"
              + "|(?:answer|write|confirm|announce|mention|report|assume|imagine|include|add|append|act|behave"
              + "|translate|decode|execute|obey|follow)\\b(?!:)(?=.{0,60}?(?:\\bthat\\b|\\bas if\\b|\\bwith\\b|[:\"“„'‘«]|\\binstruction)))");

  private static final Pattern FORGET =
      Pattern.compile(
          "(?iuU)\\b(?:ignore|disregard|forget|override|bypass|ignorier\\p{L}*|vergiss|vergessen|missachte\\p{L}*|ignore[zr]"
              + "|oublie[zr]?|ignora\\p{L}*|olvida\\p{L}*|dimentica\\p{L}*|negeer|игнорируй\\p{L}*|забудь\\p{L}*)\\b.{0,60}?"
              + "\\b(?:instructions?|rules?|prompts?|guidelines?|everything|anweisung\\p{L}*|regeln?|consignes?|règles?"
              + "|instruc\\p{L}*|istruzion\\p{L}*|regole|instructies|инструкци\\p{L}*|правил\\p{L}*)\\b"
              + "|忽略.{0,20}(?:指令|指示|说明|規則|规则)|(?:指示|命令).{0,10}無視|\\byou are (?:now|no longer)\\b"
              + "|\\bfrom now on\\b|\\bab sofort\\b.{0,40}\\bantwort");

  private static final Pattern OTHERS =
      Pattern.compile(
          "(?iuU)"
              + ASKED
              + "(?:sag|sage|sagen\\s+sie|antworte|antworten\\s+sie|behaupte|behaupten\\s+sie|schreibe|gib\\s+aus|dis|dites|réponds"
              + "|répondez|affirme|affirmez|di|diga|responde|responda|afirma|afirme|rispondi|di'|afferma|zeg|antwoord"
              + "|скажи|скажите|ответь|ответьте|утверждай)\\b(?!\\s*$)"
              + "|(?:回答|说|說|答え|言)(?:道|：|:|なさい|てください)");

  private Orders() {}

  /** Whether a sentence orders its reader to say or to forget something. */
  static boolean in(String text) {
    return FORGET.matcher(text).find()
        || ENGLISH.matcher(text).find()
        || OTHERS.matcher(text).find();
  }
}
