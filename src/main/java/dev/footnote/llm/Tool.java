package dev.footnote.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that the model may use.
 *
 * @param parameters a JSON schema
 */
public record Tool(String name, String description, JsonNode parameters) {}
