# Every target sets up what it needs by itself; `make ask` and `make test` work from a clean clone.
PYTHON ?= python3
BIN := .venv/bin
DOCS ?= documents
Q ?= What did inspectors say about private fostering in Merrow?

.PHONY: ask test bench lock dist clean

# Ask a question over the documents in documents/ and see the cited answer: make ask Q="..."
ask: .venv/run
	@$(BIN)/findings index
	@$(BIN)/findings ask "$(Q)"

# All tests, the linter and the type checker. Tests start the program hundreds of times: each time would compile it anew
# where this variable of the environment is set.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# Speed, over a folder of real reports: make bench DOCS=../shared/library
bench: .venv/dev
	$(BIN)/python benchmarks/index_speed.py $(DOCS)
	FINDINGS_DOCUMENTS=$(DOCS) FINDINGS_INDEX=var/bench.db $(BIN)/findings index
	$(BIN)/python benchmarks/ranking.py var/bench.db
	$(BIN)/python benchmarks/serving.py $(DOCS)

# Take the versions that are newest today into the lock files.
lock: .venv/dev
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --all-build-deps \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --extra dev \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

# A wheel and a source archive of the version that the tag names, tried in an environment of its own, with the notes of
# that version: make dist VERSION=1.2.0
dist: .venv/dev
	rm -rf dist && mkdir dist
	awk -v head="## [$(VERSION)]" 'index($$0, "## ") == 1 { on = index($$0, head) == 1; next } on' CHANGELOG.md > dist/notes.md
	grep -q . dist/notes.md || { echo "CHANGELOG.md has no section of version $(VERSION)."; exit 1; }
	$(BIN)/python -m build --no-isolation --outdir dist .
	@ls dist/findings-$(VERSION)-*.whl dist/findings-$(VERSION).tar.gz \
		|| { echo "The version is not $(VERSION): tag this commit v$(VERSION), with nothing changed since."; exit 1; }
	$(PYTHON) -m venv dist/tried
	dist/tried/bin/pip install --quiet --require-hashes -r requirements.lock
	dist/tried/bin/pip install --quiet --no-deps dist/findings-$(VERSION)-*.whl
	cd dist && tried/bin/findings --version | grep -Fx "findings $(VERSION)"
	cd dist && FINDINGS_DOCUMENTS=../documents FINDINGS_INDEX=tried/index.db FINDINGS_RECORDS=tried/records.db \
		tried/bin/findings index
	cd dist && FINDINGS_INDEX=tried/index.db tried/bin/findings ask --strict "$(Q)"
	rm -rf dist/tried

clean:
	rm -rf .venv var build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Findings needs Python 3.11 or newer; set PYTHON=... to one."; exit 1; }
	$(PYTHON) -m venv .venv

# Much of what is installed is never imported: what is, is compiled when it first is.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	@$(INSTALL) --require-hashes --no-compile -r requirements.lock
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

# Both locks at once: to look each library up takes pip longer than to install it.
.venv/dev: requirements-dev.lock requirements.lock pyproject.toml | .venv/bin/python
	@$(INSTALL) --require-hashes --no-compile -r requirements.lock -r requirements-dev.lock
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@touch $@ .venv/run
