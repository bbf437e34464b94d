"""A mock server for any OpenAPI document. It checks requests and stores resources.

If the user asks for it, the mock also changes responses (drift) or fails requests.
"""
