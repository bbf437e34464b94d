# `make` without a target lists the targets, from the lines `name: ... ## what it does`. CI calls only these targets.
# Nothing needs an activated environment, and nothing more than GNU make 3.81 and a POSIX shell.

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python

# Further arguments for the tool behind a target: make test ARGS="-k paging"
ARGS ?=

# A user's own module path would take precedence over the locked packages.
unexport PYTHONPATH PYTHONHOME

.PHONY: help
help:
	@echo 'make TARGET [ARGS="further arguments for its tool"]'
	@awk '/^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { name = $$0; sub(/:.*/, "", name); sub(/.*## /, ""); printf "  %-10s %s\n", name, $$0 }' \
	  $(firstword $(MAKEFILE_LIST))

##@ use
.PHONY: demo generate check diff watch sandbox drift sync docs

demo: ready ## a tour on this machine: generate, serve, list, drift
	@$(PY) -m specloop.demo $(ARGS)

generate: ready ## openapi.yaml + templates/ -> generated/
	@$(PY) generate.py $(ARGS)

check: ready ## is generated/ up to date?
	@echo '== Is generated/ up to date?'
	@$(PY) generate.py --check $(ARGS)

# Exit status 1 means that there is a difference, which is not an error of this target; status 2 is an error.
diff: ready ## what `make generate` would change
	@$(PY) generate.py --diff $(ARGS) || [ $$? -eq 1 ]

watch: ready ## generate after every save of openapi.yaml or a template
	@$(PY) -m specloop watch $(ARGS)

# Exit status 1 means that there are findings, which is not an error of this target; status 2 is an error.
drift: ready ## does the API still behave as openapi.yaml says? (ARGS="docs page.txt"; without ARGS: live)
	@$(PY) drift.py $(or $(ARGS),live) || [ $$? -eq 1 ]

SOURCE ?= live
sync: ready ## update the contract to match the API: find drift, edit, generate, test, review, keep (SOURCE="docs page.txt")
	@$(PY) -m specloop sync $(SOURCE) $(ARGS) || [ $$? -eq 1 ]

sandbox: ready ## a local mock server of the documented API
	@$(PY) sandbox.py $(ARGS)

# The site is built in a copy of generated/, because zensical writes further files next to the pages that it reads.
docs: ready ## the reference of the package as a site, for a browser or a web server -> build/docs/site/
	@rm -rf build/docs
	@mkdir -p build
	@cp -R generated build/docs
	@cd build/docs && "$(abspath $(PY))" -m zensical build --strict $(ARGS)

##@ checks
.PHONY: test lint types pytest test-large fuzz bench

# In sequence even under -j, so that the first failure is the last output. ARGS are for pytest.
test: ready ## everything that CI runs: lint, types, check, pytest
	@$(MAKE) --no-print-directory lint ARGS=
	@$(MAKE) --no-print-directory types ARGS=
	@$(MAKE) --no-print-directory check ARGS=
	@$(MAKE) --no-print-directory pytest
	@echo '== All is well.'

lint: ready ## style of the Python code, security of the workflows
	@echo '== Does the code follow the style rules? (`make format` fixes what can be fixed)'
	@$(VENV)/bin/ruff check $(ARGS)
	@$(VENV)/bin/ruff format --check --quiet --diff
	@echo '== Are the workflows secure?'
	@$(VENV)/bin/zizmor --offline --quiet .github action.yml

# The package is checked as its users' tools check it: without our settings, together with programs that use it. The tools
# are checked at the same time, because each of the checks keeps one core busy.
PACKAGE := $(patsubst %/py.typed,%,$(wildcard generated/*/py.typed)) $(wildcard tests/usage/*.py)

types: ready ## mypy for the tools and the package; pyright for the package
	@echo '== Are the types of the tools, and of the package for its users, correct? (mypy --strict, pyright)'
	@$(VENV)/bin/mypy & tools=$$!; \
	status=0; \
	MYPYPATH=generated $(VENV)/bin/mypy --config-file= --cache-dir .mypy_cache/package --strict --python-version 3.11 \
	  $(PACKAGE) || status=$$?; \
	$(VENV)/bin/basedpyright --pythonpath $(PY) $(PACKAGE) || status=$$?; \
	wait $$tools && exit $$status

pytest: ready ## the tests alone
	@echo '== Do the tests pass?'
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

test-large: ready ## the tests on large documents, which take minutes
	@echo '== Do the clients of large documents work?'
	@$(PY) -m pytest -n auto --dist worksteal -m large $(ARGS)

DOCUMENTS ?= 2000
fuzz: ready ## adversarial texts in every place of a contract, pairs of contracts, and responses, new ones each time (DOCUMENTS=2000)
	@FUZZ=$(DOCUMENTS) $(PY) -m pytest -n auto -o faulthandler_timeout=0 tests/adversarial/test_texts.py tests/compare/test_one_truth.py tests/client/test_payloads.py $(ARGS)

bench: ready ## benchmarks, compared with similar libraries (ARGS="--only decode,list" for some, --json FILE)
	@$(PY) -m benchmarks $(ARGS)

##@ release
.PHONY: compare release dist publish

# Exit status 1 means that there are changes, which is not an error of this target; status 2 is an error.
compare: ready ## what changed in openapi.yaml since the last release, and the version bump it requires (ARGS="OLD NEW")
	@$(PY) compare.py $(ARGS) || [ $$? -eq 1 ]


# release.py shows the plan, and asks before it changes anything; with ARGS=--yes, it does not ask.
# Exit status 1 means that there is nothing to release or that a release is not possible, which is not an error.
release: ready ## plan, confirm, commit and tag, build, verify; pushes nothing
	@status=0; $(PY) release.py apply $(ARGS) || status=$$?; \
	case $$status in \
	  0) $(MAKE) --no-print-directory dist ARGS= ;; \
	  1) ;; \
	  *) exit $$status ;; \
	esac

dist: ready ## the tagged commit's package -> dist/: an sdist and a wheel, verified (ARGS=--untagged for a dry run)
	@echo '== Building the last commit'
	@$(PY) release.py build --output dist $(ARGS)
	@echo '== Installing and using it in a fresh environment'
	@$(PY) release.py verify dist

INDEX ?=
publish: ready ## dist/ -> a package index: make publish INDEX=URL
	@$(PY) release.py publish --index '$(INDEX)' $(ARGS)

# The nightly workflow calls these targets; without `##`, the list of targets omits them. Environment variables configure
# each source: see "Every night" in the README. A source without its variables is skipped.
.PHONY: drift-nightly drift-propose
drift-nightly: ready
	@PY=$(PY) .ci/drift-nightly

drift-propose: ready
	@PY=$(PY) .ci/drift-propose

##@ set-up
.PHONY: setup lock format hooks clean ready

setup: ready ## make .venv with the locked packages (PYTHON=python3.12 to choose the Python)
	@$(PY) -c 'import sys; print("$(VENV) is ready, with Python %d.%d.%d" % sys.version_info[:3])'

# The locked packages of the projects that `specloop init` creates: some of the locked packages of this project.
PROJECT_LOCK := specloop/commands/project_files/requirements.txt
lock: ready ## pyproject.toml -> requirements.txt (ARGS=--upgrade for the newest of everything)
	@$(VENV)/bin/uv pip compile --quiet --all-extras --group dev --output-file requirements.txt $(ARGS) pyproject.toml
	@$(VENV)/bin/uv pip compile --quiet --all-extras --group project --constraint requirements.txt --no-annotate \
	  --output-file $(PROJECT_LOCK) pyproject.toml

format: ready ## format the Python code, and fix what lint can fix
	@$(VENV)/bin/ruff check --fix-only --extend-exclude generated $(ARGS)
	@$(VENV)/bin/ruff format

hooks: ready ## run lint and check before every commit
	@$(VENV)/bin/pre-commit install

clean: ## remove .venv and every cache
	rm -rf $(VENV) $(wildcard .venv-*) .mypy_cache .pytest_cache .ruff_cache .hypothesis build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Every target depends on this one. The environment is valid if its Python runs, is new enough, is the requested one
# (if any), and has the locked packages. The lock file is copied to it last, so that an interrupted installation is repeated.
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
    echo 'The packages could not be installed. Is the package index reachable?' >&2; exit 1; }; \
	  cp requirements.txt $(VENV)/requirements.txt; \
	fi
