"""The operations of Zoo, a module for each tag of the contract."""
