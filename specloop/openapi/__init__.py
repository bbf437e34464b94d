"""The OpenAPI document: read, bundled, normalized, indexed, validated. Knows nothing of Python clients."""
