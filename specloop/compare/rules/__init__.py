"""Rules of `compare`: functions that find differences between two contracts, grouped by topic into modules."""
