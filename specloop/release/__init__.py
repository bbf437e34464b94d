"""Releases. The changes of a contract decide the version and the changelog of a release.

A release consists of a wheel and an sdist, which are verified and then uploaded. The modules are:

version, changelog, changelog_entries   the version in openapi.yaml, and CHANGELOG.md plan, apply
the plan of a release; its commit and tag build, artifacts                        the reproducible sdist and wheel of a
commit verify, smoke_test                      installation and use of both files in a fresh environment publish,
package_index                  upload of the verified files to a package index git, subprocesses, blockers
shared by all of these modules
"""
