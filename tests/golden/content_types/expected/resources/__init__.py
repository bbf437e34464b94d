"""The operations of Reports, a module for each tag of the contract."""
