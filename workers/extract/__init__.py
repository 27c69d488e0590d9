"""Station 3: a Doc in, findings out; pure functions, Spans in, Spans out."""
