"""Planning, building, verification and upload of releases of the generated package.

The changes of the contract determine the version and the changelog. A release consists of a wheel and an sdist.

version, changelog, changelog_entries   the version in openapi.yaml, and CHANGELOG.md
plan, apply                             the plan of a release; its commit and tag
build, artifacts                        the reproducible sdist and wheel of a commit
verify, smoke_test                      installation and use of both files in a fresh environment
publish, package_index                  upload of the verified files to a package index
git, subprocesses, blockers             shared by all of these modules
"""
