import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Verifies an exported ledger without Footnote and without its database. It needs a JDK of version 17
 * or later and nothing else:
 *
 * <pre>java tools/VerifyLedger.java EXPORT --key public.pem [--key another.pem] [--anchor FILE]</pre>
 *
 * The keys are the public ones that seals are believed from; keys that the export names are not. An
 * anchor file holds heads of the chain that were noted earlier. Written from docs/ledger-format.md,
 * not from the service's classes. Ends with 0 if nothing was found, with 1 if something was, with 2 if
 * it could not verify at all.
 */
public final class VerifyLedger {
  private static final HexFormat HEX = HexFormat.of();
  private static final String ZEROS = "0".repeat(64);
  private static final Pattern ANCHOR =
      Pattern.compile("footnote-anchor-1\\.(\\d+)\\.(\\d+)\\.([0-9a-f]{64})\\.");

  private final Map<String, PublicKey> keys = new HashMap<>();
  private final List<Entry> pending = new ArrayList<>();
  private final Map<String, Set<String>> tombstones = new HashMap<>();
  private final List<Erased> erased = new ArrayList<>();
  private final Set<String> prompts = new HashSet<>();
  private final Map<Long, String> seals = new HashMap<>();
  private Map<String, Object> last;
  private long tenant = -1;
  private long from = 1;
  private long entries;
  private long problems;
  private boolean ended;

  private record Entry(long line, long seal, long position, byte[] sha256) {}

  private record Erased(long line, String key, String tombstone) {}

  public static void main(String[] args) throws Exception {
    var verifier = new VerifyLedger();
    Path export = null;
    Path anchors = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--key") && i + 1 < args.length) {
        verifier.trust(Path.of(args[++i]));
      } else if (args[i].equals("--anchor") && i + 1 < args.length) {
        anchors = Path.of(args[++i]);
      } else if (export == null && !args[i].startsWith("-")) {
        export = Path.of(args[i]);
      } else {
        usage();
      }
    }
    if (export == null || verifier.keys.isEmpty()) {
      usage();
    }
    verifier.read(export);
    if (anchors != null) {
      verifier.compare(anchors);
    }
    System.out.printf(
        "%s: %d entries under %d seals, %d of them erased, %d problems.%n",
        verifier.problems == 0 ? "Intact" : "NOT INTACT",
        verifier.entries,
        verifier.seals.size(),
        verifier.erased.size(),
        verifier.problems);
    System.exit(verifier.problems == 0 ? 0 : 1);
  }

  private static void usage() {
    System.err.println(
        "usage: java VerifyLedger.java EXPORT --key public.pem [--key another.pem] [--anchor FILE]");
    System.exit(2);
  }

  private void trust(Path file) throws IOException, GeneralSecurityException {
    String body = Files.readString(file).replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    keys.put(HEX.formatHex(sha256(key.getEncoded())), key);
  }

  private void read(Path export) throws IOException {
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(export)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          take(number, Json.object(line));
        } catch (RuntimeException e) {
          problem(number, "this is no line of an export: " + e.getMessage());
        }
      }
    }
    if (!ended) {
      problem(number, "the export is cut off here: its last line is missing");
    }
    if (!pending.isEmpty()) {
      problem(pending.get(0).line, "no seal follows the entries from here on");
    }
    for (Erased each : erased) {
      Set<String> named = tombstones.get(each.tombstone);
      if (named == null) {
        problem(each.line, "the tombstone " + each.tombstone + " of this erased entry is not here");
      } else if (!named.contains(each.key)) {
        problem(each.line, "the tombstone " + each.tombstone + " does not name this entry");
      }
    }
  }

  private void take(long line, Map<String, Object> fields) {
    if (ended) {
      problem(line, "there is something after the export's end");
    }
    switch (text(fields, "type")) {
      case "ledger" -> {
        tenant = number(fields, "tenant");
        from = number(fields, "from");
        if (number(fields, "format") > 2) {
          problem(line, "this verifier knows exports up to format 2");
        }
      }
      case "prompt" -> prompt(line, fields);
      case "entry" -> entry(line, fields);
      case "seal" -> seal(line, fields);
      case "end" -> ended = true;
      default -> problem(line, "this kind of line is not known");
    }
  }

  private void prompt(long line, Map<String, Object> fields) {
    String noted = text(fields, "sha256");
    String text = text(fields, "text");
    if (!noted.equals(HEX.formatHex(sha256(text.getBytes(StandardCharsets.UTF_8))))) {
      problem(line, "the prompt does not say what answers were made with: " + noted);
    }
    prompts.add(noted);
  }

  private void entry(long line, Map<String, Object> fields) {
    entries++;
    byte[] noted = HEX.parseHex(text(fields, "sha256"));
    pending.add(new Entry(line, number(fields, "seal"), number(fields, "position"), noted));
    String kind = text(fields, "kind");
    String key = kind + " " + text(fields, "id") + " " + number(fields, "n");
    Map<String, Object> entry = map(fields.get("entry"));
    if (entry == null) {
      if (fields.get("erased") instanceof String tombstone) {
        erased.add(new Erased(line, key, tombstone));
      } else {
        problem(line, "the entry is gone, and no tombstone is named: " + key);
      }
      return;
    }
    String own =
        kind
            + " "
            + text(entry, kind.equals("part") ? "answer_id" : "id")
            + " "
            + (kind.equals("part") ? number(entry, "n") : 0);
    if (!own.equals(key)) {
      problem(line, "the entry is another one than the line says: " + own);
    }
    byte[] hash =
        switch (kind) {
          case "answer" -> number(entry, "form") == 1 ? firstForm(entry) : answer(entry);
          case "part" -> part(entry);
          case "feedback" -> feedback(entry);
          case "erasure" -> erasure(entry);
          default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    if (!MessageDigest.isEqual(hash, noted)) {
      problem(line, "the entry does not say what was sealed: " + key);
    } else if (kind.equals("erasure")) {
      var named = new HashSet<String>();
      for (Map<String, Object> each : maps(entry, "entries")) {
        named.add(text(each, "kind") + " " + text(each, "id") + " " + number(each, "n"));
      }
      tombstones.put(text(entry, "id"), named);
    }
    if (entry.get("prompt_sha256") instanceof String prompt && !prompts.contains(prompt)) {
      problem(line, "the prompt that it was made with is not here: " + prompt);
    }
  }

  private void seal(long line, Map<String, Object> seal) {
    long number = number(seal, "number");
    String hash = text(seal, "sha256");
    byte[] bytes = sealBytes(seal);
    if (!hash.equals(HEX.formatHex(sha256(bytes)))) {
      problem(line, "seal " + number + " was changed: its hash is another one");
    }
    signature(line, number, bytes, text(seal, "key_id"), text(seal, "signature"), true);
    if (seal.get("previous_signature") instanceof String before) {
      signature(line, number, bytes, text(seal, "previous_key_id"), before, false);
    }
    follow(line, number, seal);
    leaves(line, number, seal);
    if (number(seal, "tenant") != tenant) {
      problem(line, "seal " + number + " belongs to another tenant");
    }
    seals.put(number, hash);
    last = seal;
    pending.clear();
  }

  private void follow(long line, long number, Map<String, Object> seal) {
    long expected = last == null ? from : number(last, "number") + 1;
    if (number != expected) {
      problem(line, "seal " + number + " stands here where seal " + expected + " must");
      return;
    }
    String previous = last == null ? number == 1 ? ZEROS : null : text(last, "sha256");
    if (previous != null && !previous.equals(text(seal, "previous"))) {
      problem(line, "seal " + number + " does not hold the hash of the seal before it");
    }
    if (last != null) {
      String keyBefore = text(last, "key_id");
      Object named = seal.get("previous_key_id");
      boolean changed = !keyBefore.equals(text(seal, "key_id"));
      if (changed ? !keyBefore.equals(named) : named != null) {
        problem(line, "seal " + number + " changes the key and does not say so rightly");
      }
      if (Boolean.TRUE.equals(seal.get("founding")) && Boolean.FALSE.equals(last.get("founding"))) {
        problem(line, "seal " + number + " holds entries from before sealing, after it began");
      }
    }
  }

  private void leaves(long line, long number, Map<String, Object> seal) {
    boolean inPlace = true;
    for (int i = 0; i < pending.size(); i++) {
      Entry entry = pending.get(i);
      if (entry.seal != number || entry.position != i) {
        problem(
            entry.line,
            "seal %d, position %d stands here where seal %d, position %d must"
                .formatted(entry.seal, entry.position, number, i));
        inPlace = false;
        break;
      }
    }
    if (pending.size() != number(seal, "entries")) {
      problem(
          line,
          "seal %d was made over %d entries; %d stand before it"
              .formatted(number, number(seal, "entries"), pending.size()));
    } else if (inPlace
        && !text(seal, "root")
            .equals(HEX.formatHex(root(pending.stream().map(Entry::sha256).toList())))) {
      problem(
          line,
          "what stands under seal %d, in lines %d to %d, is not what was sealed"
              .formatted(number, pending.get(0).line, line - 1));
    }
  }

  private void signature(
      long line, long number, byte[] bytes, String keyId, String signature, boolean must) {
    PublicKey key = keys.get(keyId);
    if (key == null) {
      if (must) {
        problem(line, "seal " + number + " was signed with a key that was not given: " + keyId);
      }
      return;
    }
    boolean good;
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(bytes);
      good = check.verify(HEX.parseHex(signature));
    } catch (GeneralSecurityException e) {
      good = false;
    }
    if (!good) {
      problem(line, "a signature of seal " + number + " is not that of its key over what it says");
    }
  }

  private void compare(Path anchors) throws IOException {
    long end = last == null ? from - 1 : number(last, "number");
    var found = ANCHOR.matcher(Files.readString(anchors));
    while (found.find()) {
      long number = Long.parseLong(found.group(2));
      if (Long.parseLong(found.group(1)) == tenant) {
        if (number > end) {
          problem(0, "the chain ends with seal " + end + ", and an anchor names seal " + number);
        } else if (seals.containsKey(number) && !seals.get(number).equals(found.group(3))) {
          problem(0, "seal " + number + " is another one than an anchor names");
        }
      }
    }
  }

  private void problem(long line, String what) {
    problems++;
    System.out.println((line == 0 ? "anchor" : "line " + line) + ": " + what);
  }

  // What is hashed ---------------------------------------------------------------------------------

  private static byte[] answer(Map<String, Object> entry) {
    boolean prompted = number(entry, "form") == 3;
    var fields =
        new Fields()
            .text(prompted ? "footnote.answer.3" : "footnote.answer.2")
            .hex(entry.get("salt"))
            .number(entry.get("tenant_id"))
            .uuid(entry.get("id"))
            .number(entry.get("collection_id"))
            .time(entry.get("at"))
            .text(entry.get("caller"))
            .text(entry.get("question"))
            .text(entry.get("outcome"))
            .text(entry.get("text"))
            .number(entry.get("generation_id"))
            .number(entry.get("watermark"))
            .text(entry.get("record"));
    if (prompted) {
      fields.hex(entry.get("prompt_sha256"));
    }
    List<Map<String, Object>> citations = maps(entry, "citations");
    fields.number(citations.size());
    for (Map<String, Object> citation : citations) {
      fields
          .number(citation.get("n"))
          .number(citation.get("collection_id"))
          .uuid(citation.get("document_id"))
          .number(citation.get("version"))
          .number(citation.get("chunk_id"))
          .hex(citation.get("content_sha256"))
          .text(citation.get("uri"))
          .text(citation.get("title"));
      List<?> headings = (List<?>) citation.get("heading_path");
      fields.number(headings.size());
      headings.forEach(fields::text);
      fields
          .number(citation.get("page"))
          .number(citation.get("span_start"))
          .number(citation.get("span_end"))
          .number(citation.get("answer_start"))
          .number(citation.get("answer_end"))
          .text(citation.get("quote"))
          .truth((Boolean) citation.get("verified"));
    }
    return fields.sha256();
  }

  private static byte[] part(Map<String, Object> entry) {
    return new Fields()
        .text("footnote.part.2")
        .hex(entry.get("salt"))
        .number(entry.get("tenant_id"))
        .uuid(entry.get("answer_id"))
        .number(entry.get("n"))
        .number(entry.get("collection_id"))
        .time(entry.get("at"))
        .text(entry.get("caller"))
        .text(entry.get("question"))
        .text(entry.get("text"))
        .sha256();
  }

  private static byte[] feedback(Map<String, Object> entry) {
    return new Fields()
        .text("footnote.feedback.2")
        .hex(entry.get("salt"))
        .number(entry.get("tenant_id"))
        .uuid(entry.get("id"))
        .uuid(entry.get("answer_id"))
        .time(entry.get("at"))
        .uuid(entry.get("key_id"))
        .text(entry.get("caller"))
        .text(entry.get("end_user"))
        .text(entry.get("rating"))
        .text(entry.get("comment"))
        .text(entry.get("corrected_answer"))
        .sha256();
  }

  private static byte[] erasure(Map<String, Object> entry) {
    List<Map<String, Object>> gone = maps(entry, "entries");
    var fields =
        new Fields()
            .text("footnote.erasure.2")
            .number(entry.get("tenant_id"))
            .uuid(entry.get("id"))
            .time(entry.get("at"))
            .text(entry.get("by"))
            .text(entry.get("reason"))
            .text(entry.get("what"))
            .uuid(entry.get("subject"))
            .number(gone.size());
    for (Map<String, Object> each : gone) {
      fields
          .text(each.get("kind"))
          .uuid(each.get("id"))
          .number(each.get("n"))
          .time(each.get("at"));
    }
    return fields.sha256();
  }

  private static byte[] sealBytes(Map<String, Object> seal) {
    return new Fields()
        .text("footnote.seal.1")
        .number(seal.get("tenant"))
        .number(seal.get("number"))
        .truth((Boolean) seal.get("founding"))
        .hex(seal.get("previous"))
        .hex(seal.get("root"))
        .number(seal.get("entries"))
        .time(seal.get("at"))
        .hex(seal.get("key_id"))
        .hex(seal.get("previous_key_id"))
        .bytes();
  }

  /** Form 1: canonical JSON, as answers were hashed before there were seals. */
  private static byte[] firstForm(Map<String, Object> entry) {
    var fields = new TreeMap<String, Object>();
    for (String name :
        List.of(
            "tenant_id", "id", "collection_id", "at", "caller", "question", "outcome", "text",
            "generation_id", "watermark")) {
      fields.put(camel(name), entry.get(name));
    }
    var citations = new ArrayList<Object>();
    for (Map<String, Object> citation : maps(entry, "citations")) {
      var each = new TreeMap<String, Object>();
      citation.forEach((name, value) -> each.put(camel(name), value));
      each.remove("collectionId");
      citations.add(each);
    }
    fields.put("citations", citations);
    var whole = new TreeMap<String, Object>();
    whole.put("form", BigDecimal.ONE);
    whole.put("entry", fields);
    whole.put("provenance", Json.object(text(entry, "record")));
    var text = new StringBuilder();
    Json.canonical(whole, text);
    return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String camel(String name) {
    var text = new StringBuilder();
    for (String part : name.split("_")) {
      text.append(
          text.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return text.toString();
  }

  /** Fields one after the other: length in four bytes, then the bytes; length -1 for none. */
  private static final class Fields {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(written);

    Fields text(Object value) {
      return field(value == null ? null : ((String) value).getBytes(StandardCharsets.UTF_8));
    }

    Fields hex(Object value) {
      return field(value == null ? null : HEX.parseHex((String) value));
    }

    Fields number(Object value) {
      return value == null ? field(null) : number(((Number) value).longValue());
    }

    Fields number(long value) {
      return field(java.nio.ByteBuffer.allocate(8).putLong(value).array());
    }

    Fields time(Object value) {
      return number(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse((String) value)));
    }

    Fields uuid(Object value) {
      if (value == null) {
        return field(null);
      }
      UUID id = UUID.fromString((String) value);
      return field(
          java.nio.ByteBuffer.allocate(16)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
    }

    Fields truth(boolean value) {
      return field(new byte[] {(byte) (value ? 1 : 0)});
    }

    private Fields field(byte[] bytes) {
      try {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
          out.write(bytes);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return this;
    }

    byte[] bytes() {
      return written.toByteArray();
    }

    byte[] sha256() {
      return VerifyLedger.sha256(bytes());
    }
  }

  /** RFC 6962, section 2.1. */
  private static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return sha256(new byte[] {0}, leaves.get(0));
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return sha256(
        new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // Reading fields ---------------------------------------------------------------------------------

  private static String text(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text '" + name + "'");
  }

  private static long number(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException("no number '" + name + "'");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Map<String, Object> fields, String name) {
    return (List<Map<String, Object>>) fields.get(name);
  }

  /** As much of JSON (RFC 8259) as an export and a record need. */
  private static final class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    static Map<String, Object> object(String text) {
      var json = new Json(text);
      Map<String, Object> value = map(json.value());
      json.blanks();
      if (json.at != text.length()) {
        throw new IllegalArgumentException("something follows the object");
      }
      return value;
    }

    private Object value() {
      blanks();
      char c = peek();
      if (c == '{') {
        var fields = new LinkedHashMap<String, Object>();
        at++;
        for (blanks(); peek() != '}'; blanks()) {
          if (peek() == ',') {
            at++;
            blanks();
          }
          String name = string();
          blanks();
          expect(':');
          fields.put(name, value());
        }
        at++;
        return fields;
      }
      if (c == '[') {
        var items = new ArrayList<Object>();
        at++;
        for (blanks(); peek() != ']'; blanks()) {
          if (peek() == ',') {
            at++;
          }
          items.add(value());
        }
        at++;
        return items;
      }
      return c == '"' ? string() : word();
    }

    private Object word() {
      int start = at;
      while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> new BigDecimal(word);
      };
    }

    private String string() {
      expect('"');
      var value = new StringBuilder();
      for (char c = next(); c != '"'; c = next()) {
        if (c != '\\') {
          value.append(c);
          continue;
        }
        c = next();
        switch (c) {
          case 'b' -> value.append('\b');
          case 'f' -> value.append('\f');
          case 'n' -> value.append('\n');
          case 'r' -> value.append('\r');
          case 't' -> value.append('\t');
          case 'u' -> {
            value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          }
          default -> value.append(c);
        }
      }
      return value.toString();
    }

    private void blanks() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private char peek() {
      if (at >= text.length()) {
        throw new IllegalArgumentException("the line ends too early");
      }
      return text.charAt(at);
    }

    private char next() {
      char c = peek();
      at++;
      return c;
    }

    private void expect(char wanted) {
      if (next() != wanted) {
        throw new IllegalArgumentException("no " + wanted + " at character " + at);
      }
    }

    /** Keys sorted, no blanks, numbers in plain decimals without trailing zeros. */
    static void canonical(Object value, StringBuilder out) {
      if (value instanceof Map<?, ?> fields) {
        char separator = '{';
        for (var field : new TreeMap<Object, Object>(fields).entrySet()) {
          out.append(separator);
          quoted((String) field.getKey(), out);
          out.append(':');
          canonical(field.getValue(), out);
          separator = ',';
        }
        out.append(fields.isEmpty() ? "{}" : "}");
      } else if (value instanceof List<?> items) {
        char separator = '[';
        for (Object item : items) {
          out.append(separator);
          canonical(item, out);
          separator = ',';
        }
        out.append(items.isEmpty() ? "[]" : "]");
      } else if (value instanceof BigDecimal number) {
        out.append(number.stripTrailingZeros().toPlainString());
      } else if (value instanceof String string) {
        quoted(string, out);
      } else {
        out.append(value);
      }
    }

    private static void quoted(String value, StringBuilder out) {
      out.append('"');
      for (char c : value.toCharArray()) {
        switch (c) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\b' -> out.append("\\b");
          case '\f' -> out.append("\\f");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          default -> {
            if (c < ' ') {
              out.append("\\u%04X".formatted((int) c));
            } else {
              out.append(c);
            }
          }
        }
      }
      out.append('"');
    }
  }
}
