# `make demo` and `make test` set up everything they need; the second time they are quick.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
JOBS   ?= 2

.PHONY: help demo test test-all test-full lint bench lock clean install install-dev

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.installed  ## Read the bundled dossier and show the brief
	@$(BIN)/fogline demo

test: $(VENV)/.installed-dev  ## Run the tests: no network, no server, no browser
	@$(BIN)/pytest -n $(JOBS) -m "not browser and not extra"

test-all: $(VENV)/.installed-dev  ## Tests, browser tests, lint, types, import rules, quality gate
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python evals/gate.py
	@TEST_ALL=1 $(BIN)/pytest -n $(JOBS) -m "not browser and not extra"
	@TEST_ALL=1 $(BIN)/pytest -p no:xdist -m "browser or extra"

lint: $(VENV)/.installed-dev  ## Format, lint, types and import rules
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-dev  ## Time the rooms beside what a user would use instead
	@$(BIN)/python benchmarks/run.py

lock: $(VENV)/.installed-dev  ## Resolve the lock files anew
	@$(PIP) install -q uv
	@$(BIN)/uv pip compile -q --universal -p 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --group build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal -p 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --group dev -c requirements.lock pyproject.toml \
	  -o requirements-dev.lock

install: $(VENV)/.installed  ## Install Fogline into .venv
install-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Fogline needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Fogline (the first time a minute or two)"
	@$(PIP) install --progress-bar on -q --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the development tools"
	@$(PIP) install --progress-bar on -q --require-hashes -r requirements-dev.lock
	@touch $@

clean:  ## Remove what was built
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
