"""The operations of Shop API, a module for each tag of the contract."""
