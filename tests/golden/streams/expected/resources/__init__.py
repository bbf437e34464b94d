"""The operations of Streams, a module for each tag of the contract."""
