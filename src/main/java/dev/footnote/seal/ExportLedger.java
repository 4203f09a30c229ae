package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.audit.EntryRows;
import dev.footnote.audit.Prompts;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's sealed ledger as JSON Lines, with which a stranger can verify it: each entry with all
 * that was hashed, after those of a seal the seal (docs/ledger-format.md). It is read a few seals
 * at a time, so that a slow reader holds no snapshot.
 */
@ApplicationScoped
public class ExportLedger {
  /** 2: with lines for prompts. */
  private static final int FORMAT = 2;

  private static final int SEALS_AT_ONCE = 50;
  private static final int ENTRIES_AT_ONCE = 500;
  private static final HexFormat HEX = HexFormat.of();

  private final Database database;
  private final SealRepository seals;
  private final EntryRows rows;
  private final Semaphore readers;

  ExportLedger(Database database, SealRepository seals, EntryRows rows, LedgerConfig config) {
    this.database = database;
    this.seals = seals;
    this.rows = rows;
    this.readers = new Semaphore(config.readersMax());
  }

  /** Where the lines of an export go. */
  public interface Lines {
    /** Writes them all; ends early if the reader leaves. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * An export.
   *
   * @param from the first seal, from 1
   * @param to the last; null for the last there is when the export begins
   * @throws LedgerBusy if as many are under way as may
   */
  public Lines lines(int tenantId, long from, @Nullable Long to) {
    if (readers.availablePermits() == 0) {
      throw new LedgerBusy();
    }
    return out -> {
      if (!readers.tryAcquire()) {
        throw new IOException("The ledger is being exported by others.");
      }
      try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
        write(tenantId, from, to, text);
      } finally {
        readers.release();
      }
    };
  }

  private void write(int tenantId, long from, @Nullable Long to, Writer out) throws IOException {
    Seal head = database.read(handle -> seals.head(handle, tenantId)).orElse(null);
    long end = head == null ? 0 : to == null ? head.number() : Math.min(to, head.number());
    line(
        out,
        Map.of("type", "ledger", "format", FORMAT, "tenant", tenantId, "from", from, "to", end));
    Set<Sha256> prompts = new HashSet<>();
    for (long next = from; next <= end; ) {
      List<Seal> some = some(tenantId, next, end);
      if (some.isEmpty()) {
        break;
      }
      for (String text :
          database.<List<String>>read(handle -> lines(handle, tenantId, some, prompts))) {
        out.write(text);
        out.write('\n');
      }
      out.flush();
      next = some.getLast().number() + 1;
    }
    line(out, Map.of("type", "end", "to", end));
  }

  private List<Seal> some(int tenantId, long from, long end) {
    List<Seal> read = database.read(handle -> seals.seals(handle, tenantId, from, SEALS_AT_ONCE));
    int count = 0;
    long sum = 0;
    for (Seal seal : read) {
      sum += seal.entries();
      if (seal.number() > end || (count > 0 && sum > ENTRIES_AT_ONCE)) {
        break;
      }
      count++;
    }
    return read.subList(0, count);
  }

  /**
   * @param prompts those that a line has told already; the ones that are new here are added
   */
  private List<String> lines(Handle handle, int tenantId, List<Seal> some, Set<Sha256> prompts) {
    List<Leaf> leaves =
        seals.leaves(handle, tenantId, some.getFirst().number(), some.getLast().number());
    Map<EntryKey, Map<String, Object>> entries =
        rows.of(handle, tenantId, leaves.stream().map(Leaf::key).toList());
    Map<EntryKey, UUID> tombstones =
        rows.tombstones(handle, tenantId, leaves.stream().map(Leaf::key).toList());
    Map<Long, List<Leaf>> bySeal = leaves.stream().collect(Collectors.groupingBy(Leaf::seal));
    var lines = new ArrayList<String>();
    List<UUID> answers =
        leaves.stream()
            .map(Leaf::key)
            .filter(key -> key.kind() == EntryKind.ANSWER)
            .map(EntryKey::id)
            .toList();
    List<Sha256> untold =
        Prompts.of(handle, tenantId, answers).stream().filter(prompts::add).toList();
    Prompts.texts(handle, tenantId, untold)
        .forEach((sha256, text) -> lines.add(Json.write(prompt(sha256, text))));
    for (Seal seal : some) {
      for (Leaf leaf : bySeal.getOrDefault(seal.number(), List.of())) {
        lines.add(Json.write(entry(leaf, entries.get(leaf.key()), tombstones.get(leaf.key()))));
      }
      lines.add(Json.write(seal(seal)));
    }
    return lines;
  }

  private static Map<String, Object> entry(
      Leaf leaf, @Nullable Map<String, Object> row, @Nullable UUID tombstone) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "entry");
    line.put("seal", leaf.seal());
    line.put("position", leaf.position());
    line.put("kind", leaf.key().kind().code());
    line.put("id", leaf.key().id().toString());
    line.put("n", leaf.key().n());
    line.put("sha256", HEX.formatHex(leaf.sha256()));
    if (row != null) {
      line.put("entry", row);
    } else if (tombstone != null) {
      line.put("erased", tombstone.toString());
    }
    return line;
  }

  private static Map<String, Object> prompt(Sha256 sha256, String text) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "prompt");
    line.put("sha256", sha256.hex());
    line.put("text", text);
    return line;
  }

  private static Map<String, Object> seal(Seal seal) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "seal");
    line.put("tenant", seal.tenantId());
    line.put("number", seal.number());
    line.put("founding", seal.founding());
    line.put("previous", seal.previous().hex());
    line.put("root", seal.root().hex());
    line.put("entries", seal.entries());
    line.put("at", seal.at().toString());
    line.put("key_id", seal.keyId().hex());
    put(line, "previous_key_id", seal.previousKeyId());
    line.put("sha256", seal.sha256().hex());
    line.put("signature", HEX.formatHex(seal.signature()));
    byte[] before = seal.previousSignature();
    if (before != null) {
      line.put("previous_signature", HEX.formatHex(before));
    }
    return line;
  }

  private static void put(Map<String, Object> line, String name, @Nullable Sha256 value) {
    if (value != null) {
      line.put(name, value.hex());
    }
  }

  private static void line(Writer out, Map<String, Object> fields) throws IOException {
    out.write(Json.write(fields));
    out.write('\n');
  }
}
