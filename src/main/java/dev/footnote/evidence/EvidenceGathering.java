package dev.footnote.evidence;

import dev.footnote.search.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Turns ranked hits into evidence: within a budget of tokens, and with neighbours of one version
 * joined, so that the answerer reads running text and no sentence twice.
 */
public final class EvidenceGathering {
  private final int tokensMax;

  public EvidenceGathering(int tokensMax) {
    this.tokensMax = tokensMax;
  }

  /**
   * Evidence, best first. A hit whose version is not stored, or whose text is not what is stored,
   * can't be cited and is left out. The first hit is taken whatever its length; after it, hits are
   * taken in their order as far as the budget goes.
   */
  public List<Evidence> gather(List<Hit> hits, Map<VersionKey, StoredVersion> versions) {
    var groups = new ArrayList<Group>();
    int tokens = 0;
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      StoredVersion version = versions.get(key(hit));
      if (version == null || !agrees(hit, version)) {
        continue;
      }
      if (!groups.isEmpty() && tokens + hit.tokens() > tokensMax) {
        break;
      }
      tokens += hit.tokens();
      groups.add(new Group(version, i, new ArrayList<>(List.of(hit))));
    }
    var evidence = new ArrayList<Evidence>();
    for (Group group : joined(groups)) {
      evidence.add(group.evidence(evidence.size() + 1));
    }
    return List.copyOf(evidence);
  }

  /** The version that a hit stands in. */
  public static VersionKey key(Hit hit) {
    return new VersionKey(hit.documentId(), hit.version());
  }

  private static boolean agrees(Hit hit, StoredVersion version) {
    return hit.contentSha256().equals(version.contentSha256())
        && version.reads(new TextSpan(hit.spanStart(), hit.spanEnd()), hit.text());
  }

  private static List<Group> joined(List<Group> groups) {
    groups.sort(
        Comparator.comparing((Group group) -> group.version.key().documentId())
            .thenComparing(group -> group.version.key().number())
            .thenComparing(Group::start));
    var joined = new ArrayList<Group>();
    for (Group group : groups) {
      if (joined.isEmpty() || !joined.getLast().absorb(group)) {
        joined.add(group);
      }
    }
    joined.sort(Comparator.comparing(group -> group.rank));
    return joined;
  }

  /** Hits that stand side by side in one version. */
  private static final class Group {
    private final StoredVersion version;
    private final List<Hit> hits;
    private int rank;
    private int end;

    Group(StoredVersion version, int rank, List<Hit> hits) {
      this.version = version;
      this.rank = rank;
      this.hits = hits;
      this.end = hits.getFirst().spanEnd();
    }

    int start() {
      return hits.getFirst().spanStart();
    }

    boolean absorb(Group next) {
      boolean beside =
          version == next.version
              && (next.start() <= end || version.text().substring(end, next.start()).isBlank());
      if (beside) {
        hits.addAll(next.hits);
        rank = Math.min(rank, next.rank);
        end = Math.max(end, next.end);
      }
      return beside;
    }

    Evidence evidence(int place) {
      Hit first = hits.getFirst();
      var span = new TextSpan(start(), end);
      return new Evidence(
          place,
          first.documentId(),
          first.version(),
          first.uri(),
          first.title(),
          first.contentSha256(),
          hits.stream().map(Hit::chunkId).toList(),
          hits.stream().map(Hit::spanStart).toList(),
          version.headingPathAt(start()),
          version.pageAt(start()),
          span,
          span.in(version.text()),
          hits.stream().mapToInt(Hit::tokens).sum(),
          hits.stream().mapToDouble(hit -> hit.scores().fused()).max().orElse(0));
    }
  }
}
