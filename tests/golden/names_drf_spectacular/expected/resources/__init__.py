"""The operations of Shop API v2, a module for each tag of the contract."""
