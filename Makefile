# make run: set everything up and serve the dashboard.   make test: set everything up and run all checks.
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test test-full bench fuzz audit lint format example dutch
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/python -m wir dashboard --poort $(PORT) --voorbeeld

test: lint
	@$(BIN)/python -m pytest -m "not full" -n auto --dist loadfile

test-full: lint
	@sh .ci/libreoffice
	@sh .ci/nginx
	@sh .ci/azurite
	@$(BIN)/python -m pytest -n auto --dist loadfile

bench: .venv/test.stamp
	@sh .ci/azurite
	@$(BIN)/python -m tests.bench $(DELEN)
	@cat docs/prestaties.md

lint: .venv/test.stamp
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/python -m bandit -q -c pyproject.toml -r wir dashboard.py pages .ci
	@$(BIN)/python .ci/audit.py

# TIMES as many examples as in make test, others each time; the same seed tries the same ones again.
TIMES ?= 100
SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
fuzz: .venv/test.stamp
	@echo "SEED=$(SEED) TIMES=$(TIMES)"
	@WIR_FUZZ=$(TIMES) $(BIN)/python -m pytest tests/*/test_fuzz_*.py tests/*/*/test_fuzz_*.py -n auto --hypothesis-seed=$(SEED)

# Asks the package index what is known of holes in the versions that are installed; the only check with a network.
audit: .venv/test.stamp
	@$(BIN)/python .ci/audit.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target build/audit pip-audit==2.10.1
	@PYTHONPATH=build/audit $(BIN)/python -m pip_audit --progress-spinner off --path $$(echo .venv/lib/python*/site-packages)

format: .venv/test.stamp
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

example: .venv/test.stamp
	@$(BIN)/python -m wir voorbeeld

dutch: .venv/run.stamp
	@$(BIN)/python -m babel.messages.frontend compile --directory wir/cli/taal

# A .venv whose Python is gone (a newer Debian, say) is made again.
ifneq ($(shell $(BIN)/python -c '' >/dev/null 2>&1 || echo gone),)
.PHONY: .venv/run.stamp .venv/test.stamp
endif

# A stamp is newer than what it was made from; another requirements.txt installs again.
.venv/run.stamp: requirements.txt
	@sh .ci/environment requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt
	@sh .ci/environment requirements-dev.txt
	@sh .ci/chromium
	@touch .venv/run.stamp $@
