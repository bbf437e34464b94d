"""Nothing in -> the names of the project's parts, as a release needs them."""

CONTRACT = "openapi.yaml"
CHANGELOG = "CHANGELOG.md"
TEMPLATES = "templates"
GENERATED = "generated"
PUBLISHED = (CONTRACT, CHANGELOG, GENERATED)
"""What a release writes."""

LOCK = "requirements.txt"
SANDBOX = "sandbox.py"
