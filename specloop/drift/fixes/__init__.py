"""Fixes: edits of the contract that remove findings, and the code that applies these edits to the contract's text."""
