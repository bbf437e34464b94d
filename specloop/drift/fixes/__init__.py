"""Edits of the contract that remove a finding."""
