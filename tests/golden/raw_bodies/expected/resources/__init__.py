"""The operations of Blobs, a module for each tag of the contract."""
