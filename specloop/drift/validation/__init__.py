"""Validation of recorded responses against the document."""
