package dev.footnote.index;

import dev.footnote.document.Version;
import java.util.List;

/** A document read and cut, before anything was embedded. */
record PreparedDocument(Version version, List<Piece> pieces) {}
