"""The operations of Agents, a module for each tag of the contract."""
