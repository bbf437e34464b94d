"""The operations of Pet API, a module for each tag of the contract."""
