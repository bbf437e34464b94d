"""Fixes of the contract. A fix consists of edits that remove findings. They are applied to the contract's text."""
