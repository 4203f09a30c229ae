/**
 * OpenAI's protocol, as clients of chat models speak it. What Footnote has beyond it stands in an
 * object named {@code footnote}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI, API reference</a>
 */
@NullMarked
package dev.footnote.web.openai;

import org.jspecify.annotations.NullMarked;
