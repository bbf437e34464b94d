"""Fixes: edits of the contract's text that remove findings."""
