"""A trigger token in, its factuality out: asserted, planned, hypothetical or negated."""
