# The first call makes .venv, and everything runs there. Set PYTHON to use another Python, from 3.11.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test test-all test-pythons test-external screenshots bench torture clean

run: .venv/installed
	$(BIN)/valueworkshop demo

test: .venv/tests-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# The same tests with more examples, and a report of the lines they reach.
test-all: .venv/tests-installed
	VALUEWORKSHOP_EXAMPLES=200 $(BIN)/pytest --cov --cov-report=term-missing:skip-covered

# The tests on each Python from 3.11 to 3.14 that is installed, each in its own environment in .venvs.
# Prints which ones were there, and fails if any fails. TESTS="tests/library -x" runs only some tests.
test-pythons:
	@$(PYTHON) tests/pythons.py $(TESTS)

# Has other programs read our exports: a browser and Mermaid. Pictures go to
# tests/external/pictures. Needs chromium and npm, and says so if they are missing.
test-external: .venv/tests-installed tests/external/node_modules
	$(BIN)/pytest -n 0 -m external tests/exports

tests/external/node_modules: tests/external/package-lock.json
	@command -v npm >/dev/null || { echo "npm is not here: apt-get install npm"; exit 1; }
	cd tests/external && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

screenshots: .venv/installed
	$(BIN)/python docs/screenshots.py

bench: .venv/tests-installed
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/keys.py
	$(BIN)/python benchmarks/slow_disk.py
	$(BIN)/python benchmarks/summary.py

# Kills, power cuts and failures by the hundred; prints what was lost. Power cuts need root.
torture: .venv/tests-installed
	$(BIN)/python torture/torture.py

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "valueworkshop needs Python 3.11 or later: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/tests-installed: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@ .venv/installed

clean:
	rm -rf .venv .venvs
