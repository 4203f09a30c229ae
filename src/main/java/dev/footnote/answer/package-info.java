/**
 * From ranked passages to an answer whose every citation has been checked against the stored text.
 */
@NullMarked
@PackageRule(
    mayUse = {
      "evidence",
      "extract",
      "proof",
      "llm",
      "profile",
      "spend",
      "keeping",
      "conversation",
      "search",
      "audit",
      "document",
      "store"
    })
package dev.footnote.answer;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
