"""Drift sources. A contract is compared with a source, such as recorded traffic or a documentation page."""
