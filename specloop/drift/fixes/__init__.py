"""Fixes: the modules build edits of the contract that remove findings, and apply them to the text of its files."""
