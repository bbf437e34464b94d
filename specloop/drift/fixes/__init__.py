"""Fixes: edits of the contract that remove findings, and their application to the contract's text."""
