"""The operations of Jobs API, a module for each tag of the contract."""
