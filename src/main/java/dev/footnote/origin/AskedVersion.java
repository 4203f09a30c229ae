package dev.footnote.origin;

import dev.footnote.document.DocumentKey;
import dev.footnote.store.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version whose origin is looked for.
 *
 * @param uri where its file lay, or lies if it is the document's current one
 * @param bytes size of the file
 * @param validTo when it stopped being the current one; null while it is
 */
record AskedVersion(
    DocumentKey document,
    int version,
    String uri,
    Sha256 sha256,
    long bytes,
    Instant validFrom,
    @Nullable Instant validTo) {}
