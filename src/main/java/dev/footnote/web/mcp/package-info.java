/**
 * The Model Context Protocol under {@code /mcp}: the REST API's questions, documents and ledger as
 * tools for programs that language models steer. Each tool asks the REST resource that does the
 * same, so that keys, roles, tenants and limits are those of the API.
 */
@NullMarked
package dev.footnote.web.mcp;

import org.jspecify.annotations.NullMarked;
