"""Changes -> a version, a changelog, a wheel that is known to work, an index that has it.

version, changelog, wording   what is written into openapi.yaml and CHANGELOG.md
plan, apply                   what a release would do; the release: one commit and one tag
build, contents               the commit -> sdist and wheel, the same bytes each time
verify, record                sdist and wheel -> used far from the checkout, and noted down as good
publish, index                what was noted down as good -> a package index that does not have it yet
git, tools, refusals          what all of them stand on
"""
