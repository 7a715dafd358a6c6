# Every target sets up what it needs by itself; `make ask` and `make test` work from a clean clone.
PYTHON ?= python3
BIN := .venv/bin
DOCS ?= documents
Q ?= What did inspectors say about private fostering in Merrow?

.PHONY: ask test check bench lock clean

# Ask a question over the documents in documents/ and see the cited answer: make ask Q="..."
ask: .venv/run
	@$(BIN)/findings index
	@$(BIN)/findings ask "$(Q)"

# All tests, the linter and the type checker.
test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# Speed, over a folder of real reports: make bench DOCS=../shared/library
bench: .venv/dev
	$(BIN)/python benchmarks/index_speed.py $(DOCS)
	FINDINGS_DOCUMENTS=$(DOCS) FINDINGS_INDEX=var/bench.db $(BIN)/findings index
	$(BIN)/python benchmarks/ranking.py var/bench.db
	$(BIN)/python benchmarks/serving.py $(DOCS)

# Take the versions that are newest today into the lock files.
lock: .venv/dev
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --extra dev \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv var build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Findings needs Python 3.11 or newer; set PYTHON=... to one."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
