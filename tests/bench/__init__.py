"""Benchmarks: ratios taken in one run. They gate nothing."""
