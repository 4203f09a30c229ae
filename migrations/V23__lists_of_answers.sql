-- Lists of a large ledger that few entries fit: without an index the whole of it is read to find them.

CREATE INDEX answer_by_outcome ON answer (tenant_id, outcome, at DESC, id DESC);

-- What cited a path, or anything below a folder. Its statistics say how rare a path is, which decides where a list begins.
CREATE INDEX citation_by_uri ON citation (uri text_pattern_ops, tenant_id);
