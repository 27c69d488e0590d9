"""Hostile input: a seeded corpus of it, and the checks that every item must pass."""
