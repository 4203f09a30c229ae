package dev.footnote.document;

import dev.footnote.store.Sha256;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a live document's file; a scan compares it with the folder.
 *
 * @param stamp of the bytes last dealt with; null before the first
 * @param contentSha256 of the same bytes
 * @param due whether a change was noticed that nobody has dealt with yet
 */
public record KnownFile(
    UUID id,
    String uri,
    @Nullable FileStamp stamp,
    @Nullable Sha256 contentSha256,
    boolean due,
    @Nullable Problem problem) {}
