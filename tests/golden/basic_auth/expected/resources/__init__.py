"""The operations of Ledger, a module for each tag of the contract."""
