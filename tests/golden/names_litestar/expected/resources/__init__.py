"""The operations of GitHub, a module for each tag of the contract."""
