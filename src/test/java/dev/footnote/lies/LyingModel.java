package dev.footnote.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.lies.SetTexts.Piece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes answers from the texts of a set: true ones in several ways, and false ones in twelve. */
public final class LyingModel {
  /** Pieces of evidence beside the one that is retold. */
  private static final int OTHERS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SetTexts texts;
  private final Set<String> names;
  private final Path paraphrases;
  private final Path data;
  private final Random random;
  private final int each;
  private final List<ScriptedAnswer> answers = new ArrayList<>();

  /**
   * @param data folder that holds the sets
   * @param set its name, with "#0" or "#1" for a half of its documents
   * @param paraphrases folder of paraphrases written by hand
   * @param each how many answers of each way
   */
  public LyingModel(Path data, String set, Path paraphrases, int each, long seed) {
    this.data = data;
    String[] named = set.split("(?=#)");
    this.texts = new SetTexts(data, named[0], named.length > 1 ? named[1] : "");
    // German writes every noun with a capital; the English texts tell which are names.
    this.names =
        SetTexts.namesIn(
            texts.german() ? new SetTexts(data, named[0].replace("/de", "/en"), "") : texts);
    this.paraphrases = paraphrases;
    this.each = each;
    this.random = new Random(seed);
  }

  private record Base(Piece piece, String sentence) {}

  public List<ScriptedAnswer> answers() {
    boolean de = texts.german();
    good("verbatim", s -> s);
    good("reordered", Truths::reordered);
    good("passive", Truths::active);
    good("synonyms", s -> Truths.synonyms(s, de));
    good("shortened", Truths::shortened);
    good("framed", s -> Truths.framed(s, de, random.nextInt(3)));
    good("quoted", s -> Lies.quoted(s, de));
    joined();
    byHand();
    published();
    wrongCitations();
    bad("altered number", s -> Lies.otherNumber(s, random));
    bad(
        "altered name",
        s ->
            Lies.otherName(
                s,
                names,
                texts.names.stream().filter(n -> names.contains(n.split(" ")[0])).toList(),
                random));
    bad("added negation", s -> Lies.negated(s, de));
    bad("removed negation", s -> Lies.affirmed(s, de));
    bad("opposite", Lies::opposite);
    bad("invented quote", s -> Lies.misquoted(s, base().sentence(), de, random));
    merged();
    oldVersion();
    bad("unsupported addition", s -> Lies.addition(s, de, random));
    allFalse();
    return answers;
  }

  private Base base() {
    while (true) {
      Piece piece = texts.pieces.get(random.nextInt(texts.pieces.size()));
      if (!piece.sentences().isEmpty()) {
        return new Base(piece, piece.sentences().get(random.nextInt(piece.sentences().size())));
      }
    }
  }

  private void good(String way, Function<String, @Nullable String> say) {
    tell(way, true, say);
  }

  private void bad(String way, Function<String, @Nullable String> say) {
    tell(way, false, say);
  }

  private void tell(String way, boolean good, Function<String, @Nullable String> say) {
    int made = 0;
    for (int tries = 0; tries < 400 * each && made < each; tries++) {
      Base base = base();
      String said = say.apply(base.sentence());
      if (said != null) {
        answer(
            way,
            good,
            base.piece(),
            List.of(),
            base.sentence(),
            said,
            (n, others) -> "[" + n + "]");
        made++;
      }
    }
  }

  /** Which markers an answer ends with. */
  private interface Markers {
    String of(int right, List<Integer> others);
  }

  private void answer(
      String way,
      boolean good,
      Piece piece,
      List<Piece> also,
      String source,
      String said,
      Markers markers) {
    var pieces = new ArrayList<Piece>(also);
    pieces.add(piece);
    while (pieces.size() < OTHERS + 1) {
      Piece other = texts.pieces.get(random.nextInt(texts.pieces.size()));
      boolean repeats = other.text().contains(source) && !way.contains("marker");
      if (!pieces.contains(other) && !repeats) {
        pieces.add(other);
      }
    }
    Collections.shuffle(pieces, random);
    var others = new ArrayList<Integer>();
    var right = new HashSet<Integer>();
    for (int i = 0; i < pieces.size(); i++) {
      boolean says = pieces.get(i).text().contains(source);
      (pieces.get(i) == piece || also.contains(pieces.get(i)) || says ? right : others).add(i + 1);
    }
    int n = pieces.indexOf(piece) + 1;
    String reply = said.stripTrailing() + " " + markers.of(n, others);
    answers.add(
        new ScriptedAnswer(
            texts.name,
            way,
            good,
            pieces.stream().map(Piece::text).toList(),
            right,
            reply.strip()));
  }

  private void joined() {
    for (int made = 0, tries = 0; made < each && tries < 400 * each; tries++) {
      Base base = base();
      int at = base.piece().sentences().indexOf(base.sentence());
      if (at + 1 < base.piece().sentences().size()) {
        String second = base.piece().sentences().get(at + 1);
        answer(
            "joined",
            true,
            base.piece(),
            List.of(),
            base.sentence(),
            Truths.joined(base.sentence(), second, texts.german()),
            (n, o) -> "[" + n + "]");
        made++;
      }
    }
  }

  private void byHand() {
    Path file =
        java.util.Objects.requireNonNull(paraphrases)
            .resolve(texts.name.replace('/', '-') + ".jsonl");
    for (String line : lines(file)) {
      JsonNode row = json(line);
      List<Piece> of =
          texts.pieces.stream().filter(p -> p.doc().startsWith(row.path("doc").asText())).toList();
      if (of.isEmpty()) {
        continue; // It stands in the other half.
      }
      answer(
          "by hand",
          true,
          nearest(of, row.path("text").asText()),
          List.of(),
          row.path("text").asText(),
          row.path("text").asText(),
          (n, o) -> "[" + n + "]");
    }
  }

  /**
   * Answers that the set's authors wrote, sentence by sentence: not all of them are in the texts.
   */
  private void published() {
    int made = 0;
    for (String line :
        texts.name.startsWith("xquad")
            ? List.<String>of()
            : lines(data.resolve(texts.name).resolve("queries.jsonl"))) {
      JsonNode row = json(line);
      List<Piece> of =
          texts.pieces.stream()
              .filter(p -> row.path("relevant").findValuesAsText("doc").contains(p.doc()))
              .toList();
      String[] sentences = row.path("answer").asText().split("(?<=[.!?])\\s+");
      if (!of.isEmpty() && sentences[0].split(" ").length >= 8 && made < 2 * each) {
        Piece first = nearest(of, sentences[0]);
        answer(
            "published",
            true,
            first,
            List.of(),
            sentences[0],
            sentences[0],
            (n, o) -> "[" + n + "]");
        made++;
      }
    }
  }

  private static Piece nearest(List<Piece> pieces, String text) {
    Piece best = pieces.getFirst();
    long most = -1;
    for (Piece piece : pieces) {
      Set<String> words =
          new HashSet<>(
              List.of(piece.text().toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
      long shared =
          java.util.Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
              .filter(w -> w.length() > 3 && words.contains(w))
              .count();
      if (shared > most) {
        most = shared;
        best = piece;
      }
    }
    return best;
  }

  private void wrongCitations() {
    for (int i = 0; i < each; i++) {
      Base base = base();
      String said =
          i % 2 == 0 ? base.sentence() : Truths.framed(base.sentence(), texts.german(), 0);
      answer(
          "wrong marker",
          false,
          base.piece(),
          List.of(),
          base.sentence(),
          said,
          (n, o) -> "[" + (9 + random.nextInt(5)) + "]");
      answer(
          "no marker",
          false,
          i % 4 < 2 ? base.piece() : base().piece(),
          List.of(),
          base.sentence(),
          said,
          (n, o) -> "");
      answer(
          "marker of another source",
          false,
          base.piece(),
          List.of(),
          base.sentence(),
          base.sentence(),
          (n, o) -> "[" + o.getFirst() + "]");
      Base other = base();
      int at = texts.pieces.indexOf(other.piece());
      List<Piece> near =
          texts.pieces.subList(Math.max(0, at - 1), Math.min(texts.pieces.size(), at + 2));
      String shortened = Truths.shortened(other.sentence());
      sourceBeside(other.piece(), near, shortened == null ? other.sentence() : shortened);
    }
  }

  private void sourceBeside(Piece piece, List<Piece> near, String said) {
    Piece beside = near.getFirst() == piece ? near.getLast() : near.getFirst();
    var pieces = List.of(beside, piece);
    answers.add(
        new ScriptedAnswer(
            texts.name,
            "right statement, wrong source",
            false,
            pieces.stream().map(Piece::text).toList(),
            Set.of(2),
            said + " [1]"));
  }

  private void merged() {
    for (int made = 0, tries = 0; made < each && tries < 2_000 * each; tries++) {
      Base a = base();
      Base b = base();
      if (a.piece().doc().equals(b.piece().doc())) {
        continue;
      }
      String said =
          made % 2 == 0
              ? Lies.crossed(a.sentence(), b.sentence(), texts.german())
              : Lies.caused(a.sentence(), b.sentence(), texts.german(), random);
      if (said != null) {
        Piece first = a.piece();
        answer(
            "merged sources",
            false,
            first,
            List.of(b.piece()),
            said,
            said,
            (n, o) ->
                "[" + n + "][" + (10 - n - o.stream().mapToInt(Integer::intValue).sum()) + "]");
        made++;
      }
    }
  }

  /** The evidence is newer than what the model says. */
  private void oldVersion() {
    for (int made = 0, tries = 0; made < each && tries < 400 * each; tries++) {
      Base base = base();
      String now = made % 2 == 0 ? Lies.otherNumber(base.sentence(), random) : "";
      if (now != null) {
        Piece current =
            new Piece(
                base.piece().doc(), base.piece().text().replace(base.sentence(), now), List.of());
        String said = made % 4 < 2 ? Lies.quoted(base.sentence(), texts.german()) : base.sentence();
        // Texts that repeat themselves still say it.
        if (current.text().contains(base.sentence().substring(0, 30))) {
          if (now.isEmpty()) {
            continue;
          }
        }
        answer(
            "quote from an old version",
            false,
            current,
            List.of(),
            base.sentence(),
            said,
            (n, o) -> "[" + n + "]");
        made++;
      }
    }
  }

  private void allFalse() {
    for (int i = 0; i < each; i++) {
      Base base = base();
      Base other = base();
      String said = i % 2 == 0 ? Lies.invention(texts.german(), random) : other.sentence();
      if (base.piece().text().contains(said)) {
        continue;
      }
      answer("all false", false, base.piece(), List.of(), said, said, (n, o) -> "[" + n + "]");
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
