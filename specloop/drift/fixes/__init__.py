"""Fixes of the contract. A fix consists of edits of the contract's text that remove findings."""
