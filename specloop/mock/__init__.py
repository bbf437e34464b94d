"""The mock server of any OpenAPI document: stateful responses, strict request checks, drift and failures on request."""
