# Each target works on a fresh machine with Python >= 3.11, make and a package index.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test lint browser viewer bench train clean

build: .venv/kg  ## the graph of seeds/ into exports/
	$(BIN)/kg build seeds -o exports

test: .venv/dev .venv/graphology .venv/followthemoney .venv/viewer lint  ## linters, types, tests
	$(BIN)/pytest

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser:  ## a Chromium for the tests of the page, where there is none and the package manager is Debian's
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null && exit 0; \
	done; \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
	  echo "no browser: the tests of the page in one will be skipped; as root: apt-get install chromium" >&2

viewer:  ## the program of the page, kg/export/page.js and page.css, from viewer/; needs Node.js >= 18 and npm
	cd viewer && npm ci --no-fund --no-audit && npx tsc && node build.mjs

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

.venv/viewer: .venv/dev viewer/package-lock.json  # for the test that the page's program is what viewer/ gives
	@if command -v npm >/dev/null; then cd viewer && npm ci --silent --no-fund --no-audit; \
	  else echo "no npm: whether kg/export/page.js is up to date is not tested" >&2; fi
	touch $@

.venv/graphology: .venv/dev tests/graphology/package-lock.json  # for the tests that read our files as web tools do
	@if command -v npm >/dev/null; then cd tests/graphology && npm ci --silent --no-fund --no-audit; \
	  else echo "no npm: the tests with graphology will be skipped" >&2; fi
	touch $@

.venv/followthemoney: .venv/pip tests/followthemoney/requirements.txt  # for the test that the library takes what we write
	@$(PYTHON) -m venv .venv/ftm && \
	  .venv/ftm/bin/pip install --quiet --disable-pip-version-check --only-binary :all: \
	    -r tests/followthemoney/requirements.txt && \
	  .venv/ftm/bin/pip install --quiet --disable-pip-version-check --no-deps --upgrade --target .venv/ftm/model \
	    followthemoney==4.11.2 || \
	  { rm -rf .venv/ftm; echo "no followthemoney: the test with it will be skipped" >&2; }
	touch $@

clean:
	rm -rf .venv
