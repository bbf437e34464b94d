"""A mock server for any OpenAPI document, with stored resources, strict request checks, drift and failures."""
