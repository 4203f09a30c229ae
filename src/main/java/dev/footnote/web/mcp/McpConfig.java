package dev.footnote.web.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the Model Context Protocol: {@code footnote.mcp.*}. */
@ConfigMapping(prefix = "footnote.mcp")
public interface McpConfig {

  /** Sessions that may be open at once; one that is idle ends by itself. */
  @WithDefault("1000")
  int sessionsMax();

  /** The most characters of a source that one call reads, in UTF-16 code units. */
  @WithDefault("20000")
  int sourceCharsMax();
}
