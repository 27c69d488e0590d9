"""A Doc and token positions in, Spans out: subtrees, clauses, character ranges."""
