"""Validation of an OpenAPI document: rules, structure, misspelt keys."""
