"""The operations of The Shop API Specification, a module for each tag of the contract."""
