package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.UnitSplitter;
import dev.footnote.evidence.VersionKey;
import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a language model says against the evidence it was given. The evidence is cut and read
 * once. It compares words, numbers and structure; it does not understand: a true retelling in words
 * that the evidence lacks is refused, and a false one in the evidence's own words may pass. Not for
 * use by several threads.
 */
public final class StatementProof {
  /** What a passage must hold of a statement whose author did not name it. */
  private static final double PLAIN = 0.75;

  /** How much more an unnamed passage must hold to be cited in the place of a named one. */
  private static final double OUTDONE = 0.15;

  /** What a passage must hold of a clause that is joined with those of others. */
  private static final double JOINED = 0.7;

  /** How much more a passage must hold that includes one which says the opposite. */
  private static final double GAIN = 0.05;

  /** Passages that are looked at closely, best first. */
  private static final int CANDIDATES_MAX = 8;

  /** A longer passage must hold this much more, by unit, to be preferred to a shorter one. */
  private static final double PER_UNIT = 0.03;

  /** The share of the best passage's support below which another one can't outweigh its "no". */
  private static final double RIVAL = 0.9;

  /** The share of the best piece's support that another piece must have to be cited beside it. */
  private static final double BESIDE = 0.8;

  private static final Pattern MARKUP =
      Pattern.compile(
          "[*`~]+|(?m)^\\s*(?:#+|[-+•>]|\\d{1,3}[.)])\\s+|(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");

  private final Map<Integer, Evidence> evidence = new LinkedHashMap<>();
  private final Map<Integer, Passages> read = new HashMap<>();
  private final Map<VersionKey, StoredVersion> versions;
  private final UnitSplitter splitter = new UnitSplitter();
  private final Map<Language, Reading.Reader> readers = new EnumMap<>(Language.class);
  private @Nullable Set<String> known;

  /**
   * @param versions the versions that the evidence stands in; evidence without its version proves
   *     nothing
   */
  public StatementProof(List<Evidence> evidence, Map<VersionKey, StoredVersion> versions) {
    this.versions = versions;
    for (Evidence piece : evidence) {
      if (versions.containsKey(key(piece))) {
        this.evidence.put(piece.rank(), piece);
      }
    }
  }

  /** A piece is cut and read when a statement first needs it: most are never named. */
  private Passages passages(Evidence piece) {
    return read.computeIfAbsent(
        piece.rank(),
        rank -> {
          Language language = Language.of(piece.text());
          StoredVersion version = Objects.requireNonNull(versions.get(key(piece)));
          return new Passages(piece, language, splitter.split(piece, version), reader(language));
        });
  }

  private static VersionKey key(Evidence piece) {
    return new VersionKey(piece.documentId(), piece.version());
  }

  /** The words of all evidence, in lower case. */
  private Set<String> known() {
    if (known == null) {
      known = new HashSet<>();
      for (Evidence piece : evidence.values()) {
        known.addAll(
            reader(Language.of(piece.text())).read(piece.title() + "\n" + piece.text()).lower());
      }
    }
    return known;
  }

  private Reading.Reader reader(Language language) {
    return readers.computeIfAbsent(language, Reading.Reader::new);
  }

  /** What the evidence says to a statement: that which it names first, then all. */
  public Verdict judge(ModelReply.Said said) {
    String text = ArabicDigits.in(MARKUP.matcher(said.text()).replaceAll(" ").strip());
    QuotedWords quoted = QuotedWords.in(text);
    List<Passages> named = new ArrayList<>();
    said.markers().forEach(marker -> addNamed(marker, named));
    Fits best = fits(text, quoted, named);
    if (best.problem() == null && best.support() >= PLAIN + OUTDONE) {
      return new Verdict.Supported(best.quotes(), best.support(), false);
    }
    List<Passages> others =
        evidence.values().stream().map(this::passages).filter(p -> !named.contains(p)).toList();
    Fits found = fits(text, quoted, others);
    boolean plain = found.problem() == null && found.support() >= PLAIN;
    if (plain && found.support() >= best.support() + (best.problem() == null ? OUTDONE : 0)) {
      return new Verdict.Supported(found.quotes(), found.support(), true);
    }
    if (best.problem() == null) {
      return new Verdict.Supported(best.quotes(), best.support(), false);
    }
    return new Verdict.Unsupported(
        reason(said, named, best, found),
        Math.max(best.support(), named.isEmpty() ? found.support() : 0),
        best.quotes());
  }

  private void addNamed(int marker, List<Passages> named) {
    Evidence piece = evidence.get(marker);
    if (piece != null) {
      named.add(passages(piece));
    }
  }

  private static String reason(ModelReply.Said said, List<Passages> named, Fits best, Fits found) {
    if (!named.isEmpty() && best.problem() != null) {
      return best.problem();
    }
    return said.markers().isEmpty() ? Verdict.Reason.NO_MARKER : Verdict.Reason.NO_SUCH_EVIDENCE;
  }

  /**
   * The passages that prove a statement together, or the nearest one.
   *
   * @param problem null if they prove it
   */
  private record Fits(List<Quote> quotes, double support, @Nullable String problem) {}

  private Fits fits(String text, QuotedWords quoted, Collection<Passages> pieces) {
    Fits whole = best(text, pieces);
    Fits found = whole;
    if (whole.problem() != null && !whole.problem().equals(Verdict.Reason.OTHER_SENSE)) {
      found = clauseByClause(text, pieces, whole);
    }
    if (found.problem() == null && !quoted.parts().isEmpty() && !verbatim(quoted, pieces)) {
      return new Fits(found.quotes(), found.support(), Verdict.Reason.NOT_VERBATIM);
    }
    return found;
  }

  private boolean verbatim(QuotedWords quoted, Collection<Passages> pieces) {
    return pieces.stream()
        .map(Passages::evidence)
        .map(piece -> versions.get(new VersionKey(piece.documentId(), piece.version())))
        .anyMatch(version -> version != null && quoted.standIn(version));
  }

  /** Passages of one piece each, best first. */
  private Fits best(String text, Collection<Passages> pieces) {
    var proving = new ArrayList<Fit>();
    Fit nearest = null;
    for (Passages piece : pieces) {
      Reading statement = reader(piece.language()).read(text);
      List<Fact> claimed = HardFacts.claimed(text, piece.language());
      Fit fit = best(statement, claimed, piece);
      if (fit != null && fit.problem() == null) {
        proving.add(fit);
      } else if (fit != null && (nearest == null || fit.support() > nearest.support())) {
        nearest = fit;
      }
    }
    double support = proving.stream().mapToDouble(Fit::support).max().orElse(0);
    if (!proving.isEmpty() && (nearest == null || support >= nearest.support() * RIVAL)) {
      List<Quote> quotes =
          proving.stream()
              .filter(fit -> fit.support() >= support * BESIDE)
              .map(fit -> fit.passage().quote())
              .toList();
      return new Fits(quotes, support, null);
    }
    return nearest == null
        ? new Fits(List.of(), 0, Verdict.Reason.NOT_SAID)
        : new Fits(List.of(nearest.passage().quote()), nearest.support(), nearest.problem());
  }

  private @Nullable Fit best(Reading statement, List<Fact> claimed, Passages piece) {
    record Ranked(Passage passage, double value) {}
    List<Ranked> ranked =
        piece.all().stream()
            .map(p -> new Ranked(p, Fit.support(statement, p) - PER_UNIT * p.length()))
            .sorted(Comparator.comparingDouble(Ranked::value).reversed())
            .limit(CANDIDATES_MAX)
            .toList();
    Fit nearest = null;
    var opposite = new ArrayList<Fit>();
    for (Ranked candidate : ranked) {
      Fit fit = Fit.of(statement, candidate.passage(), claimed, known());
      boolean outweighed = nearest != null && fit.support() < nearest.support() * RIVAL;
      boolean denied =
          opposite.stream()
              .anyMatch(
                  no ->
                      fit.passage().overlaps(no.passage()) && fit.support() < no.support() + GAIN);
      if (outweighed || denied) {
        continue;
      }
      if (fit.isContrary(statement)) {
        opposite.add(fit);
      }
      if (fit.problem() == null) {
        return fit;
      }
      nearest = nearest == null ? fit : nearest;
    }
    return nearest;
  }

  /** A statement may join what several passages say, if it adds nothing by joining. */
  private Fits clauseByClause(String text, Collection<Passages> pieces, Fits whole) {
    Language language = Language.of(text);
    List<String> clauses = JoinedClauses.of(text, language);
    if (clauses.size() < 2) {
      return whole;
    }
    var quotes = new ArrayList<Quote>();
    double weakest = 1;
    Collection<Passages> allowed = pieces;
    for (String clause : clauses) {
      Fits fits = best(clause, JoinedClauses.continues(clause, language) ? allowed : pieces);
      if (fits.problem() != null || fits.support() < JOINED) {
        return whole;
      }
      allowed =
          pieces.stream()
              .filter(p -> fits.quotes().stream().anyMatch(q -> q.evidence() == p.evidence()))
              .toList();
      fits.quotes().stream().filter(q -> !quotes.contains(q)).forEach(quotes::add);
      weakest = Math.min(weakest, fits.support());
    }
    if (quotes.stream()
        .allMatch(quote -> whole.quotes().stream().anyMatch(q -> overlap(q, quote)))) {
      return whole; // One passage, and it was looked at.
    }
    return JoinedClauses.relates(clauses, language)
        ? new Fits(quotes, weakest, Verdict.Reason.MERGES)
        : new Fits(quotes, weakest, null);
  }

  private static boolean overlap(Quote one, Quote other) {
    return one.evidence() == other.evidence()
        && one.span().start() < other.span().end()
        && other.span().start() < one.span().end();
  }
}
