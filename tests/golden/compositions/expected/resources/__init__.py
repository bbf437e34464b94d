"""The operations of Compositions, a module for each tag of the contract."""
