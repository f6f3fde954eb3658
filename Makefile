# The first call makes .venv, and everything runs there. Set PYTHON to use another Python, from 3.11.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test test-all test-pythons test-external docs release screenshots pictures bench torture clean

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

# Has other programs read our exports, and plays phones: a browser, Mermaid, axe, nginx, PostgreSQL,
# khal, taskwarrior, LibreOffice. Pictures go to tests/external/pictures. Says what to install if something is missing,
# and runs the rest. Builds the wheel and installs it by uv, pipx and pip on each Python that is here.
test-external: .venv/tests-installed tests/external/node_modules
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs,release]'
	$(BIN)/python -m pip install --quiet --requirement tests/external/requirements.txt
	$(BIN)/pytest -n 0 -m external tests/exports tests/phones tests/portfolio tests/release

tests/external/node_modules: tests/external/package-lock.json
	@if command -v npm >/dev/null; then \
		cd tests/external && npm ci --silent --no-audit --no-fund --ignore-scripts && touch node_modules; \
	else echo "npm is not here: apt-get install npm"; fi

# The pages of docs/ as a site in site/. Fails if a link or the name of a heading leads nowhere.
docs: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs]'
	$(BIN)/python release/make_site.py

# Builds the sdist and the wheel in dist/, and checks them. Uploads nothing.
release: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[release]'
	$(BIN)/python release/make_release.py

# The pictures of the README and of phones, and the run at its top. Those of phones need chromium,
# and say so if it is missing.
screenshots: .venv/tests-installed
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/recording.py
	$(BIN)/python -m pip install --quiet --requirement tests/external/requirements.txt
	$(BIN)/python docs/phone_pictures.py

# Every place in each size and look, to look at: pictures/index.html, and a table of rows without ink.
# ONLY=summary, SIZE=80x24 and LOOK=light leave out the others.
pictures: .venv/tests-installed
	$(BIN)/python docs/pictures.py --only "$(ONLY)" --size "$(SIZE)" --look "$(LOOK)"

bench: .venv/tests-installed
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/commands.py
	$(BIN)/python benchmarks/keys.py
	$(BIN)/python benchmarks/stage_change.py
	$(BIN)/python benchmarks/large.py
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
	rm -rf .venv .venvs build dist site
