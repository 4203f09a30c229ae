package dev.footnote.llm;

/**
 * A tool that the model wants used.
 *
 * @param arguments as the model wrote them: JSON, if it did as it was told
 */
public record ToolCall(String id, String name, String arguments) {}
