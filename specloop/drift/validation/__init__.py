"""Validation of recorded responses against the contract."""
