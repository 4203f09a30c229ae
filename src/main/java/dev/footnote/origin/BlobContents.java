package dev.footnote.origin;

import dev.footnote.store.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Whether a file with the content of a version is what a checkout of a blob gives: the blob's own
 * bytes, the same with line ends of two characters (as {@code core.autocrlf} or the attribute
 * {@code eol} make them), or the object that a pointer of Git LFS names. For one thread.
 */
final class BlobContents {
  /** Longer than any pointer; see the specification of Git LFS. */
  private static final int POINTER_BYTES_MAX = 1_024;

  private static final Pattern POINTER =
      Pattern.compile(
          "version https://git-lfs\\S+\n(?:\\S+ .*\n)*?oid sha256:([0-9a-f]{64})\n.*",
          Pattern.DOTALL);

  private final ObjectReader reader;
  private final Map<ObjectId, Map<Form, Sha256>> known = new HashMap<>();

  private enum Form {
    AS_STORED,
    WITH_CRLF
  }

  BlobContents(ObjectReader reader) {
    this.reader = reader;
  }

  /** Whether the version's file is a checkout of the blob. */
  boolean is(ObjectId blob, AskedVersion version) throws IOException {
    long size = reader.getObjectSize(blob, ObjectReader.OBJ_ANY);
    if (size == version.bytes()) {
      return hash(blob, Form.AS_STORED).equals(version.sha256());
    }
    if (size <= POINTER_BYTES_MAX && size < version.bytes()) {
      Matcher pointer =
          POINTER.matcher(new String(reader.open(blob).getBytes(), StandardCharsets.ISO_8859_1));
      if (pointer.matches()) {
        return version.sha256().hex().equals(pointer.group(1));
      }
    }
    return size < version.bytes()
        && version.bytes() <= 2 * size
        && hash(blob, Form.WITH_CRLF).equals(version.sha256());
  }

  private Sha256 hash(ObjectId blob, Form form) throws IOException {
    Map<Form, Sha256> forms = known.computeIfAbsent(blob, any -> new HashMap<>());
    Sha256 hash = forms.get(form);
    if (hash == null) {
      ObjectLoader loader = reader.open(blob);
      try (InputStream stream = loader.openStream()) {
        hash = Sha256.of(form == Form.AS_STORED ? stream : new WithCrlf(stream));
      }
      forms.put(form, hash);
    }
    return hash;
  }

  /** A text whose line ends are made two characters, where they are one. */
  private static final class WithCrlf extends InputStream {
    private final InputStream text;
    private int before = -1;
    private boolean owesLineFeed;

    WithCrlf(InputStream text) {
      this.text = new BufferedInputStream(text);
    }

    @Override
    public int read() throws IOException {
      if (owesLineFeed) {
        owesLineFeed = false;
        before = '\n';
        return '\n';
      }
      int next = text.read();
      if (next == '\n' && before != '\r') {
        owesLineFeed = true;
        return '\r';
      }
      before = next;
      return next;
    }
  }
}
