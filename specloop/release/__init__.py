"""Releases. The changes of a contract lead to a version and a changelog.

The release consists of a verified wheel and a verified sdist, which are uploaded. The modules are:

version, changelog, changelog_entries   the contents of openapi.yaml and CHANGELOG.md
plan, apply                             the plan of a release; the release's commit and tag
build, artifacts                        the reproducible sdist and wheel of a commit
verify, smoke_test                      installation and use of both files in a fresh environment
publish, package_index                  upload of the verified files to a package index
git, subprocesses, blockers             shared by all of these modules
"""
