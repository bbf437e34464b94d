"""A mock server for any OpenAPI document. It stores resources, checks requests, and can drift or fail on request."""
