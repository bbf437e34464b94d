"""Validation of recorded and live responses against the contract, with the counted differences as the result."""
