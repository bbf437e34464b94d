# The menu. `make` alone prints it, from the lines `name: ... ## what it does`; CI calls nothing else.
# Nothing needs an activated environment, and nothing more than GNU make 3.81 and a POSIX shell.

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python

# More words for the tool behind a target: make test ARGS="-k paging"
ARGS ?=

# Someone's own module path would come before the locked packages.
unexport PYTHONPATH PYTHONHOME

.PHONY: help
help:
	@echo 'make TARGET [ARGS="more words for the tool behind it"]'
	@awk '/^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { name = $$0; sub(/:.*/, "", name); sub(/.*## /, ""); printf "  %-10s %s\n", name, $$0 }' \
	  $(firstword $(MAKEFILE_LIST))

##@ use
.PHONY: demo generate check diff watch sandbox drift sync

demo: ready ## the whole story on this machine: generate, serve, list, drift
	@$(PY) -m specloop.demo $(ARGS)

generate: ready ## openapi.yaml + templates/ -> generated/
	@$(PY) generate.py $(ARGS)

check: ready ## is generated/ what would be generated now?
	@echo '== Is generated/ up to date?'
	@$(PY) generate.py --check $(ARGS)

# To look is not to judge: a difference (1) is an answer here, and only trouble (2) is an error.
diff: ready ## what `make generate` would change
	@$(PY) generate.py --diff $(ARGS) || [ $$? -eq 1 ]

watch: ready ## generate at every save of openapi.yaml or a template
	@$(PY) -m specloop watch $(ARGS)

# A finding (1) is an answer here, and only trouble (2) is an error.
drift: ready ## does the API still do what openapi.yaml says? (ARGS="docs page.txt"; without ARGS: live)
	@$(PY) drift.py $(or $(ARGS),live) || [ $$? -eq 1 ]

SOURCE ?= live
sync: ready ## follow the API: drift, edit, generate, test, look, keep (SOURCE="docs page.txt")
	@$(PY) -m specloop sync $(SOURCE) $(ARGS) || [ $$? -eq 1 ]

sandbox: ready ## a local server that behaves like the documented API
	@$(PY) sandbox.py $(ARGS)

##@ proof
.PHONY: test lint types pytest test-large fuzz bench

# One after the other even under -j, so that the first failure is the last thing said. ARGS are for pytest.
test: ready ## all of it: lint, types, check, pytest
	@$(MAKE) --no-print-directory lint ARGS=
	@$(MAKE) --no-print-directory types ARGS=
	@$(MAKE) --no-print-directory check ARGS=
	@$(MAKE) --no-print-directory pytest
	@echo '== All is well.'

lint: ready ## style of the Python, safety of the workflows
	@echo '== Is the code in good style? (make format mends what can be mended)'
	@$(VENV)/bin/ruff check $(ARGS)
	@$(VENV)/bin/ruff format --check --quiet --diff
	@echo '== Are the workflows safe?'
	@$(VENV)/bin/zizmor --offline --quiet .github action.yml

# The package is judged as its users' tools judge it: by no setting of ours, together with programs that use it.
PACKAGE := $(patsubst %/py.typed,%,$(wildcard generated/*/py.typed)) $(wildcard tests/usage/*.py)

types: ready ## mypy on the tools and on the package; pyright on the package
	@echo '== Do the types of the tools hold? (mypy --strict)'
	@$(VENV)/bin/mypy
	@echo '== Do the types of the package hold, for anyone? (mypy --strict, pyright)'
	@MYPYPATH=generated $(VENV)/bin/mypy --config-file= --cache-dir .mypy_cache/package --strict --python-version 3.11 $(PACKAGE)
	@$(VENV)/bin/basedpyright --pythonpath $(PY) $(PACKAGE)

pytest: ready ## the tests alone
	@echo '== Do the tests pass?'
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

test-large: ready ## the tests on large documents, which take minutes
	@echo '== Do large documents give clients that work?'
	@$(PY) -m pytest -n auto --dist worksteal -m large $(ARGS)

DOCUMENTS ?= 2000
fuzz: ready ## hostile texts in every place of a contract, and pairs of contracts, others each time (DOCUMENTS=2000)
	@FUZZ=$(DOCUMENTS) $(PY) -m pytest -n auto -o faulthandler_timeout=0 tests/adversarial/test_texts.py tests/compare/test_one_truth.py $(ARGS)

bench: ready ## the figures, side by side with peers (ARGS="--only decode,list" for some, --json FILE)
	@$(PY) -m benchmarks $(ARGS)

##@ release
.PHONY: compare release dist publish

# A change (1) is an answer here, and only trouble (2) is an error.
compare: ready ## what changed in openapi.yaml since the last release, and the bump it asks for (ARGS="OLD NEW")
	@$(PY) compare.py $(ARGS) || [ $$? -eq 1 ]


# The plan is shown, and the question asked, before anything is written. make release ARGS=--yes does not ask.
# That there is nothing to release, or something blocks it (1), is an answer.
release: ready ## plan, question, commit and tag, build, verify; pushes nothing
	@status=0; $(PY) release.py apply $(ARGS) || status=$$?; \
	case $$status in \
	  0) $(MAKE) --no-print-directory dist ARGS= ;; \
	  1) ;; \
	  *) exit $$status ;; \
	esac

dist: ready ## the tagged commit's package -> dist/: an sdist and a wheel, verified (ARGS=--untagged for a dry run)
	@echo '== Building what is in the last commit'
	@$(PY) release.py build --output dist $(ARGS)
	@echo '== Installing and using it, far from here'
	@$(PY) release.py verify dist

INDEX ?=
publish: ready ## dist/ -> a package index: make publish INDEX=URL
	@$(PY) release.py publish --index '$(INDEX)' $(ARGS)

# For the nightly workflow; no `##`, so the menu does not list them. What a source needs comes from the environment:
# see "Every night" in the README. A source that is not set up is skipped.
.PHONY: drift-nightly drift-propose
drift-nightly: ready
	@PY=$(PY) .ci/drift-nightly

drift-propose: ready
	@PY=$(PY) .ci/drift-propose

##@ set-up
.PHONY: setup lock format hooks clean ready

setup: ready ## make .venv with the locked packages (PYTHON=python3.12 to choose the Python)
	@$(PY) -c 'import sys; print("$(VENV) is ready, with Python %d.%d.%d" % sys.version_info[:3])'

# The lock of the projects that `specloop init` makes: a part of ours.
PROJECT_LOCK := specloop/commands/project_files/requirements.txt
lock: ready ## pyproject.toml -> requirements.txt (ARGS=--upgrade for the newest of everything)
	@$(VENV)/bin/uv pip compile --quiet --all-extras --group dev --output-file requirements.txt $(ARGS) pyproject.toml
	@$(VENV)/bin/uv pip compile --quiet --all-extras --group project --constraint requirements.txt --no-annotate \
	  --output-file $(PROJECT_LOCK) pyproject.toml

format: ready ## lay the Python out, and mend what lint can mend
	@$(VENV)/bin/ruff check --fix-only --extend-exclude generated $(ARGS)
	@$(VENV)/bin/ruff format

hooks: ready ## have git run lint and check before every commit
	@$(VENV)/bin/pre-commit install

clean: ## remove .venv and every cache
	rm -rf $(VENV) $(wildcard .venv-*) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What every target above stands on. The environment is right if its Python runs, is new enough, is the one asked for
# (where one was), and holds what the lock says. The lock's copy is laid down last: an install cut short counts as none.
ready:
	@set -e; \
	version='import sys; print("%d.%d" % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))'; \
	have=`$(PY) -c "$$version" 2>/dev/null` || have=none; \
	if [ "$$have" = none ] || [ '$(origin PYTHON)' != file ]; then \
	  want=`$(PYTHON) -c "$$version" 2>/dev/null` || { \
	    echo "Python 3.11 or newer is needed; $(PYTHON) $${want:+is }$${want:-does not run}." >&2; \
	    echo 'Name another one: make setup PYTHON=python3.12' >&2; exit 1; }; \
	  if [ "$$have" != "$$want" ]; then \
	    echo "== Making $(VENV) with Python $$want"; \
	    $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; \
	  fi; \
	fi; \
	if ! cmp -s requirements.txt $(VENV)/requirements.txt; then \
	  echo '== Installing the locked packages into $(VENV): a minute or two, the first time'; \
	  $(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt || { \
    echo 'The packages could not be installed. Is the package index within reach?' >&2; exit 1; }; \
	  cp requirements.txt $(VENV)/requirements.txt; \
	fi
