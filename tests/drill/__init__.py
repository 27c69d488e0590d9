"""Fault drills: real Apache Kafka, the whole worker, one thing broken at a time, and the books balanced after it."""
