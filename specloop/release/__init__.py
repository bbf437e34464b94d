"""Releases: from the changes of a contract to a version, a changelog, a verified wheel and sdist, and an upload.

version, changelog, changelog_entries   the contents of openapi.yaml and CHANGELOG.md
plan, apply                             the plan of a release; its commit and tag
build, artifacts                        the commit -> reproducible sdist and wheel
verify, smoke_test                      both installed and used in a fresh environment
publish, package_index                  verified files -> a package index
git, subprocesses, blockers             used by all of them
"""
