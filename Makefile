# Each target works on a fresh machine with Python >= 3.11, make and a package index.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test lint bench train clean

build: .venv/kg  ## the graph of seeds/ into exports/
	$(BIN)/kg build seeds -o exports

test: .venv/dev lint  ## linters, types, tests
	$(BIN)/pytest

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

train: .venv/kg  ## kg/pipeline from the corpora in the folder DATA, see training/README.md
	$(BIN)/python -m training $(DATA)

.venv/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/kg: .venv/pip pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/dev: .venv/kg
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf .venv
