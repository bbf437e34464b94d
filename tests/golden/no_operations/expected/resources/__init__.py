"""The operations of Hooks, a module for each tag of the contract."""
