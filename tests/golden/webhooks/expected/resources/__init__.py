"""The operations of Webhooks, a module for each tag of the contract."""
