"""Validation of recorded and live responses against the contract. The differences are counted."""
