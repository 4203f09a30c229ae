package dev.footnote.search;

/**
 * A question to one collection.
 *
 * @param tenantId the asker's tenant
 * @param collection name of the collection, unique within the tenant
 * @param question natural language, not blank
 * @param k how many hits are wanted at most, 1 to 100
 */
public record SearchQuery(
    int tenantId, String collection, String question, int k, SearchFilter filter) {}
