/**
 * Measures a collection with questions whose answers are known: golden sets, runs over them as
 * durable jobs, metrics, and the comparison of two runs.
 */
@NullMarked
@PackageRule(
    mayUse = {
      "answer",
      "audit",
      "evidence",
      "llm",
      "search",
      "rerank",
      "index",
      "jobs",
      "document",
      "store"
    })
package dev.footnote.evaluation;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
