"""Tests, and the brokers and processes they start."""
