"""Drift sources: what a contract is compared with, such as recorded traffic, the live API or a documentation page."""
