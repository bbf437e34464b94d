"""The operations of Files API, a module for each tag of the contract."""
