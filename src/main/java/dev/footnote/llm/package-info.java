/**
 * The language model: any endpoint that speaks OpenAI's chat protocol, asked as a stream and within
 * limits of time, size, tries and callers. Whoever waits here holds a virtual thread and nothing
 * else; interrupting it ends the request.
 */
@NullMarked
@PackageRule(mayUse = {"model"})
package dev.footnote.llm;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
