/** The edge: REST, problem details, health, and the pages. Translates; decides nothing. */
@NullMarked
@PackageRule(
    mayUse = {
      "evaluation",
      "erasure",
      "feedback",
      "staleness",
      "answer",
      "conversation",
      "evidence",
      "llm",
      "profile",
      "keeping",
      "replay",
      "spend",
      "audit",
      "seal",
      "history",
      "search",
      "index",
      "jobs",
      "document",
      "access",
      "embed",
      "rerank",
      "store"
    })
package dev.footnote.web;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
