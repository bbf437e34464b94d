"""The operations of Renamed, a module for each tag of the contract."""
