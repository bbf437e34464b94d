"""A mock server for any OpenAPI document: stateful responses, strict request checks, drift and failures on request."""
