-- Versions by when they were replaced: where the removal of replaced chunks begins.
CREATE INDEX document_version_replaced ON document_version (valid_to) WHERE valid_to IS NOT NULL;
