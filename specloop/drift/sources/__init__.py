"""Drift sources: what a contract is compared with, such as recorded traffic or a documentation page."""
