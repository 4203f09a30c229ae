package dev.footnote.extract;

import dev.footnote.text.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words by which a language asks, for the languages that most questions are written in; in
 * others a question tells nothing of what it asks for, and is answered by its other words alone.
 */
final class AskingWords {
  private static final Map<Language, AskingWords> BY_LANGUAGE = new EnumMap<>(Language.class);
  private static final AskingWords NONE =
      new AskingWords(Map.of(), Pattern.compile("(?!)"), Set.of());

  static {
    put(
        Language.ENGLISH,
        "how (?:many|much|long|old|far|often|tall|big|large|high|deep|fast|soon|late|early)"
            + "|what (?:percentage|percent|number|amount|share|size|age|fraction|price|cost|rate)"
            + "|costs?|price|number of|amount of|percentage",
        "when|what (?:year|date|day|month|time|century|decade)|(?:which|what) years?|since when"
            + "|in (?:which|what) (?:year|month|century)|deadline",
        "who|whom|whose|where|which (?:person|company|country|city|team)"
            + "|(?:what|which) (?:is|was) the name|what (?:city|country|company|person|school|town)",
        "why|what causes?|for what reason",
        "^(?:what|who) (?:is|are|was|were)|what does .{1,60} mean",
        "how (?:do|can|could|should|may|must) (?:i|we|you|one|employees?|users?|members?|someone)"
            + "|how to|steps?|what (?:should|must|do) (?:i|we|you|one)",
        "what (?:are|were)|which (?:are|were)|lists?|steps?|how (?:do|can|should|to|does|would)"
            + "|what (?:kinds?|types?|options?|benefits|services|documents|examples)|describe"
            + "|explain|examples?|differences?|ways?|responsibilities|requirements",
        "many much long often name call called kind sort type typical mean means meant happen"
            + " happens happened according explain describe list tell give given show during after"
            + " before between all also just only more most other another each every shall may"
            + " might must will please am");
    put(
        Language.GERMAN,
        "wie ?(?:viele?n?|lange|hoch|oft|alt|weit|groß|teuer|schnell|schwer|tief|spät)|wieviele?"
            + "|wie ?viel prozent|welche[rn]? (?:anteil|zahl|anzahl|betrag|höhe|prozentsatz)"
            + "|was kostet|anzahl|prozentsatz",
        "wann|seit wann|bis wann|(?:in )?welche[mrsn] (?:jahr(?:en|zehnt|hundert)?|monat|datum|tag)"
            + "|frist",
        "wer|wen|wem|wessen|wo|woher|wohin|welche[rsmn]? (?:person|firma|stadt|land|unternehmen)"
            + "|wie (?:heißt|hieß|lautete?) (?:der|die|das)|nach wem|von wem|mit wem",
        "warum|wieso|weshalb|aus welche[mn]|weswegen",
        "^was (?:ist|sind|war|waren|bedeutete?)|^was versteht man",
        "wie (?:kann|muss|soll|darf|könn|müss) ?\\w*",
        "welche|was (?:sind|waren)|nenne|beschreib\\w*|erklär\\w*|unterschiede?|schritte",
        "art name namens heißt heißen hieß genannt nennt nennen gibt gab lange oft bedeutet nenne"
            + " beschreibe erkläre lautet laut viel");
    put(
        Language.FRENCH,
        "combien|quel(?:le)?s? (?:pourcentage|nombre|montant|prix|âge|taille|durée|part|taux)",
        "quand|depuis quand|en quelle année|quelle (?:année|date|heure)|quel (?:jour|mois|siècle)",
        "qui|où|d'où|quel(?:le)? (?:personne|ville|pays|entreprise|est le nom)|comment s'appel\\w+",
        "pourquoi|pour quelle raison",
        "^qu['’]est[- ]ce (?:que|qu['’])|^que signifie",
        "comment (?:puis|peut|faire|dois|doit|faut)",
        "quels|quelles|liste|étapes|décri\\w+|expliqu\\w+|différences?",
        "nom sorte type genre appelle appelé nommé selon signifie donner");
    put(
        Language.SPANISH,
        "cuánt[oa]s?|qué (?:porcentaje|número|cantidad|precio|edad|tamaño|proporción)",
        "cuándo|desde cuándo|(?:en )?qué (?:año|fecha|día|mes|siglo|década)",
        "quién|quiénes|dónde|de dónde|qué (?:persona|ciudad|país|empresa)|cómo se llama\\w*",
        "por qué|por cuál motivo",
        "^qué (?:es|son|era|eran|significa)",
        "cómo (?:puedo|puede|debo|debe|se)",
        "cuáles|qué son|lista|pasos|describ\\w+|explic\\w+|diferencias?",
        "nombre tipo clase llama llamado según significa dar");
    put(
        Language.ITALIAN,
        "quant[oaie]|(?:quale|che) (?:percentuale|numero|importo|prezzo|età)",
        "quando|da quando|in (?:che|quale) anno|(?:quale|che) (?:anno|data|giorno|mese|secolo)",
        "chi|dove|da dove|(?:quale|che) (?:persona|città|paese|azienda)|come si chiama\\w*",
        "perché|per quale motivo",
        "^(?:che )?cos['’]è|^cosa (?:è|sono|significa)",
        "come (?:posso|può|devo|deve|si)",
        "quali|elenc\\w+|passaggi|descriv\\w+|spieg\\w+|differenz[ae]",
        "nome tipo genere chiama chiamato secondo significa dare");
    put(
        Language.DUTCH,
        "hoe ?(?:veel|lang|oud|hoog|vaak|ver|groot)|welk (?:percentage|aantal|bedrag)",
        "wanneer|sinds wanneer|(?:in )?welk(?:e)? (?:jaar|datum|dag|maand|eeuw)",
        "wie|waar|waarheen|welke (?:persoon|stad|bedrijf)|welk (?:land|bedrijf)|hoe heet\\w*",
        "waarom|om welke reden",
        "^wat (?:is|zijn|was|waren|betekent)",
        "hoe (?:kan|moet|mag|kun)",
        "welke|wat zijn|lijst|stappen|beschrijf|verschil(?:len)?",
        "soort naam type heet genoemd volgens betekent geef");
    put(
        Language.PORTUGUESE,
        "quant[oa]s?|(?:qual|que) (?:percentagem|porcentagem|número|valor|preço|idade)",
        "quando|desde quando|em que ano|(?:qual|que) (?:ano|data|dia|mês|século)",
        "quem|onde|de onde|(?:qual|que) (?:pessoa|cidade|país|empresa)|como se chama\\w*",
        "por que|porque|por quê",
        "^o que (?:é|são|significa)",
        "como (?:posso|pode|devo|deve)",
        "quais|lista|passos|descrev\\w+|expli\\w+|diferenças?",
        "nome tipo chama chamado segundo significa dar");
  }

  private final Map<AskedFor.Kind, Pattern> kinds;
  private final Pattern several;
  private final Set<String> empty;

  private AskingWords(Map<AskedFor.Kind, Pattern> kinds, Pattern several, Set<String> empty) {
    this.kinds = kinds;
    this.several = several;
    this.empty = empty;
  }

  static AskingWords of(Language language) {
    return BY_LANGUAGE.getOrDefault(language, NONE);
  }

  boolean asksFor(AskedFor.Kind kind, String question) {
    Pattern words = kinds.get(kind);
    return words != null && words.matcher(question).find();
  }

  boolean asksForSeveral(String question) {
    return several.matcher(question).find();
  }

  /** Whether the word, in lower case, asks and says nothing of what is asked about. */
  boolean isEmpty(String word) {
    return empty.contains(word);
  }

  private static void put(
      Language language,
      String number,
      String date,
      String name,
      String reason,
      String definition,
      String procedure,
      String several,
      String empty) {
    var kinds = new EnumMap<AskedFor.Kind, Pattern>(AskedFor.Kind.class);
    kinds.put(AskedFor.Kind.NUMBER, words(number));
    kinds.put(AskedFor.Kind.DATE, words(date));
    kinds.put(AskedFor.Kind.NAME, words(name));
    kinds.put(AskedFor.Kind.REASON, words(reason));
    kinds.put(AskedFor.Kind.DEFINITION, words(definition));
    kinds.put(AskedFor.Kind.PROCEDURE, words(procedure));
    BY_LANGUAGE.put(
        language,
        new AskingWords(
            kinds,
            words(several),
            Stream.of(empty.split(" ")).collect(Collectors.toUnmodifiableSet())));
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?iU)(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])");
  }
}
