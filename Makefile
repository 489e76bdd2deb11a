# The two commands of the README are `make run` and `make test`; everything else serves them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8080
# A demonstration's passkeys belong to its address, so that each port has a folder of its own.
DATA ?= data/demo$(if $(filter-out 8080,$(PORT)),-$(PORT))
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# A package stands here if a clean Debian 12 with Swift, git and make lacks it: what somebody installed by hand hides a gap.
# libcurl4, libncurses6, libxml2, libedit2 and tzdata are what the toolchain itself loads; the C++ headers are what BoringSSL is
# built with.
RUN_PACKAGES := libncurses6 libxml2 libedit2 tzdata libsqlite3-dev openssh-client libcurl4 libstdc++-12-dev libc6-dev binutils
TEST_PACKAGES := $(RUN_PACKAGES) strace sqlite3 golang-go golang-golang-x-mod-dev python3 python3-venv chromium chromium-driver fonts-dejavu-core openssl curl zbar-tools
VENV := .build/venv
RELEASE := .build/release

.PHONY: help run reset test debug suite install-run install-test build demo serve policies format lint soak fuzz bench load vectors hand \
  browser shots fits switch-off clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make run      install what is missing, build, found the demonstration in data/demo, serve it at http://localhost:8080;
##               with PORT=9000 another one at that port
run: install-run build
	@$(MAKE) --no-print-directory demo serve

## make reset    delete the demonstration in data/demo (or that of PORT); the next `make run` founds a new one
reset:
	@if [ ! -e $(DATA) ]; then echo "$(DATA) does not exist: nothing to delete."; \
	elif [ ! -e $(DATA)/try-first ]; then echo "$(DATA) is no demonstration: nothing was deleted." >&2; exit 1; \
	else rm -rf -- "$(DATA)" && echo "Deleted $(DATA)."; fi

## make test     install what is missing and run every test; a table of what each part cost stands at the end
SUITES := AttachmentTests LedgerTests RulesTests VerifierTests PolicyTests StoreTests ClientTests WebTests DemoTests EndToEndTests
test: install-test
	@rm -f .build/timed; failed=0; part() { Tests/timed "$$@" || failed=1; }; \
	part build $(MAKE) -s debug; \
	if [ $$failed = 0 ]; then \
	  for suite in $(SUITES); do part $$suite $(MAKE) -s suite SUITE=$$suite; done; \
	  for each in vectors hand fits build browser fuzz; do part $$each $(MAKE) -s $$each; done; \
	fi; \
	Tests/timed; exit $$failed

debug:
	@echo "== build (debug, with tests)"
	@swift build --build-tests 2>&1 | $(FILTER)

# One target of tests, as it was built.
suite:
	@echo "== $(SUITE)"
	@SWIFT_BACKTRACE=enable=yes,threads=crashed,images=none,registers=none,color=no \
	  swift test --skip-build --filter '^$(SUITE)\.' 2>&1 | $(TEST_FILTER)

# Compilers talk much; what helps is the progress, warnings of ours, and errors.
FILTER = { grep -vE '^\[[0-9]+/[0-9]+\] (Compiling|Write|Emitting|Wrapping|Copying|Linking)|^Fetch|^Comput|^Creating|^Working copy' || true; }; [ $${PIPESTATUS[0]} = 0 ]
TEST_FILTER = { grep -E '✘|error:|↳|warning: .*foureyes|Test run with|Executed [1-9]|^(Suite|make)|[Ff]atal|[Cc]rash|^ *[0-9]+ .*0x[0-9a-f]+ .* in ' || true; }; [ $${PIPESTATUS[0]} = 0 ]

define install
	@missing=$$(dpkg-query -W -f '$${Package} $${Status}\n' $(1) 2>/dev/null | awk '/install ok installed/{print $$1}' | sort > /tmp/foureyes-have.$$$$; \
	  printf '%s\n' $(1) | sort | comm -23 - /tmp/foureyes-have.$$$$; rm -f /tmp/foureyes-have.$$$$); \
	if [ -n "$$missing" ]; then echo "== installing" $$missing; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null; fi
endef

install-run:
	$(call install,$(RUN_PACKAGES))

install-test:
	$(call install,$(TEST_PACKAGES))
	@[ -x $(VENV)/bin/python ] || /usr/bin/python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import rfc8785, cryptography, mnemonic, pytest, selenium, axe_core_python' 2>/dev/null || \
	  $(VENV)/bin/python -m pip install -q --disable-pip-version-check -r docs/formats/vectors/requirements.txt -r Tests/Browser/requirements.txt

build:
	@echo "== build (release); the first time takes some minutes"
	@for product in foureyes-server foureyes foureyes-verify foureyes-demo; do \
	  swift build -c release --product $$product || exit 1; done

demo:
	@[ -e $(DATA)/ledger.sqlite ] || $(RELEASE)/foureyes-demo --data $(DATA) --web-origin http://localhost:$(PORT)

# The local signer ends with the server that takes the shell's place: control-C ends both, and so does kill.
serve:
	@echo "== http://localhost:$(PORT) in a moment; stop with control-C. What to try first:"
	@sed 's/^/   /' $(DATA)/try-first
	@echo "   (there first: export PATH=$(CURDIR)/$(RELEASE):\$$PATH)"
	@$(RELEASE)/foureyes-demo keys --data $(DATA) --with-parent & \
	  SWIFT_BACKTRACE=enable=no exec $(RELEASE)/foureyes-server serve --data $(DATA) --listen localhost:$(PORT) --demonstration-keys $(DATA)/keys.sock

## make policies compile policy/ anew into Tests/Policies, after a change of the YAML
policies:
	@swift build --product compile-policies 2>&1 | $(FILTER)
	@$$(swift build --show-bin-path)/compile-policies

## make format   format the sources; make lint checks format and marks
format:
	@swift format -i -r Sources Tests Fuzz Package.swift

lint:
	@swift format lint --strict -r Sources Tests Fuzz Package.swift

## make vectors  the vectors of docs/formats, made again by the independent script
vectors:
	@echo "== vectors of docs/formats"
	@$(VENV)/bin/python docs/formats/vectors/make.py --check

## make hand     a demonstration's export, checked with stock ssh-keygen and Go's sumdb alone
hand:
	@echo "== check by hand"
	@Tests/check-by-hand.sh

## make browser  the site in a real browser, as `make run` builds it: every page with axe-core, passkeys, keyboard.
##               BIN=.build/debug asks what was built for the tests
PYTEST := $(VENV)/bin/python -B -m pytest -c Tests/Browser/pytest.ini
browser: $(if $(BIN),,build)
	@echo "== browser"
	@$(PYTEST) Tests/Browser

## make shots    pictures of the main pages at both widths, light and dark, into .build/shots
shots: install-test
	@swift build 2>&1 | $(FILTER)
	@BIN=$${BIN:-.build/debug} $(VENV)/bin/python -B Tests/Browser/shots.py .build/shots

## make fuzz     the decoders under libFuzzer, FUZZ_SECONDS each
FUZZ_SECONDS ?= 5
fuzz:
	@echo "== fuzzing, $(FUZZ_SECONDS) s a decoder"
	@Fuzz/run $(FUZZ_SECONDS)

## make fits     each check of the rules that make switch-off would take out stands in the sources
fits:
	@echo "== switch-off table"
	@/usr/bin/python3 Tests/switch-off.py --fits

## make switch-off  each check of the rules that changed SINCE a commit is taken out once: tests must notice
SINCE ?= $(shell git merge-base origin/main HEAD 2>/dev/null || echo HEAD)
switch-off:
	@Tests/switch-off.py --since $(SINCE)

## make soak     the long tests: a million mutations, long walks, every crash point, every check taken out
soak:
	@CORE_ONLY=1 FOUREYES_MUTATIONS=1000000 FOUREYES_SOAK=1 swift test -c release -Xswiftc -enable-testing --scratch-path .build/soak 2>&1 | $(TEST_FILTER)
	@FOUREYES_SOAK=1 swift test --filter StoreTests 2>&1 | $(TEST_FILTER)
	@Fuzz/run 300
	@Tests/switch-off.py

## make bench    figures with their ratios to the raw limits, in one run
bench: install-run
	@for product in foureyes-bench foureyes-demo foureyes-server; do swift build -c release --product $$product || exit 1; done
	@$(RELEASE)/foureyes-bench

## make load     stops beside a crowd of readers on the dearest pages; LOAD=debug measures what `make test` built
LOAD ?= release
load:
	@for product in foureyes-bench foureyes-demo foureyes-server; do swift build -c $(LOAD) --product $$product || exit 1; done
	@.build/$(LOAD)/foureyes-bench 0 load

clean:
	@rm -rf .build
