"""Validation of recorded and live responses against the contract, and counting of the differences."""
