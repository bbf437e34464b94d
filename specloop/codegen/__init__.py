"""An OpenAPI document -> the intermediate representation -> the files of a Python package."""
