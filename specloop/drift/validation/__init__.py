"""Validation of recorded and live responses against the contract, which counts the differences."""
