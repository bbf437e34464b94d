"""Fixes of the contract. A fix consists of edits that remove findings; the edits are applied to the contract's text."""
