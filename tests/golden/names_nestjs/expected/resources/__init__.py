"""The operations of OpenAI, a module for each tag of the contract."""
