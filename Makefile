# Everything runs in .venv, built from the hash-locked requirements; `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help demo test check gold integration drill fuzz bench schemas lexicon deploy-check kafka-up kafka-down image lock install clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo: $(INSTALLED) ## articles in, records out, on an embedded broker (KEEP=1 leaves it running)
	@$(BIN)/communique demo $(if $(KEEP),--keep)

test: $(INSTALLED) ## unit, gold, contract, stream and integration tests; no Docker, no Java
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(INSTALLED) ## formatting, lint, types, import layers
	$(BIN)/ruff format --check workers tests deploy
	$(BIN)/ruff check workers tests deploy
	$(BIN)/mypy
	$(BIN)/lint-imports

gold: $(INSTALLED) ## precision, recall and F1 of the extraction; fails on a drop
	$(BIN)/python -m tests.gold.report

integration: $(INSTALLED) ## the whole worker; COMMUNIQUE_TEST_BROKER=kafka for real Apache Kafka (Java, Maven)
	$(BIN)/pytest tests/integration

drill: $(INSTALLED) ## fault drills on real Apache Kafka (SHORT=1 for the short form)
	$(BIN)/python -m tests.drill $(if $(SHORT),--short)

fuzz: $(INSTALLED) ## 20,000 hostile items, then ten minutes of guided fuzzing (Linux, x86-64)
	$(BIN)/python -m tests.fuzz
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement tests/fuzz/requirements.txt
	$(BIN)/python -m tests.fuzz.guided -max_total_time=600

bench: $(INSTALLED) ## our whole pass against stock spaCy, in one run
	$(BIN)/python -m tests.bench

schemas: $(INSTALLED) ## write schemas/ from workers/records.py
	$(BIN)/communique schemas schemas

lexicon: $(INSTALLED) ## write the generated lists of workers/lexicon/
	$(BIN)/python -m workers.lexicon.generate

deploy-check: $(INSTALLED) ## deploy/ against hadolint, compose schema, promtool and a real Prometheus
	$(BIN)/pytest deploy/tests

kafka-up: $(INSTALLED) ## start real Apache Kafka on loopback (Java 17, Maven)
	$(BIN)/python -m tests.kafka up

kafka-down: $(INSTALLED) ## stop it
	$(BIN)/python -m tests.kafka down

image: ## build the container image (needs Docker)
	docker build --file deploy/Dockerfile --tag communique .

lock: ## resolve the locks anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
	echo 'atheris>=3,<3.1' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements-dev.txt - -o tests/fuzz/requirements.txt
	echo hatchling | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements-dev.txt - -o deploy/requirements-build.txt

install: $(INSTALLED) ## build .venv; a second run installs nothing

clean: ## remove what was built
	rm -rf .venv build dist

$(INSTALLED): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "communique needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>/dev/null || echo no $(PYTHON)). Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "installing into .venv (about a minute, once)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt || { echo "the packages could not be installed: see pip's message above. The same command goes on from here." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@
