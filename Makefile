# The one door. CMake does the work; this file fetches what is missing and names the usual errands (make help).
PREFIX ?= /usr/local
BUILD ?= build
JOBS ?= $(shell nproc)
WERROR ?=

DEPS = g++ cmake pkg-config libxtensor-dev libxtensor-blas-dev libcli11-dev doctest-dev libstb-dev \
       libcairo2-dev nlohmann-json3-dev zlib1g-dev libopenblas-dev fonts-dejavu-core
DEPS_CI = clang clang-format mandoc shellcheck

.PHONY: programs all test demo bench install deps deps-ci configure clean help
programs: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS) --target programs

help:
	@echo 'make            build the programs into $(BUILD)/bin'
	@echo 'make demo       draw digits and a spiral: $(BUILD)/demo/digits.png, $(BUILD)/demo/spiral.png'
	@echo 'make test       build and test everything'
	@echo 'make bench      measure the speed'
	@echo 'make install    install below PREFIX ($(PREFIX)); DESTDIR is respected'
	@echo 'make deps       install the Debian packages to build, run and test; make deps-ci: those of .ci/run'
	@echo 'make clean      remove $(BUILD)'

all: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS)

test: all
	@ctest --test-dir $(BUILD) --output-on-failure -j$(JOBS)

demo: programs
	@PATH="$(abspath $(BUILD))/bin:$$PATH" examples/digits.sh $(BUILD)/demo
	@PATH="$(abspath $(BUILD))/bin:$$PATH" examples/spiral.sh $(BUILD)/demo
	@echo 'the pictures: $(BUILD)/demo/digits.png $(BUILD)/demo/spiral.png'

bench: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS) --target drift_bench
	@$(BUILD)/tests/drift_bench

install: programs
	@cmake --install $(BUILD) --prefix $(PREFIX)

# Only the first time, or when WERROR=ON or OFF asks for what the build is not.
configure: deps
	@grep -qs 'DRIFT_WERROR:BOOL=$(WERROR)' $(BUILD)/CMakeCache.txt && [ -f $(BUILD)/Makefile ] || \
	    cmake -S . -B $(BUILD) $(if $(WERROR),-DDRIFT_WERROR=$(WERROR))

deps:
	@.ci/packages $(DEPS)

deps-ci: deps
	@.ci/packages $(DEPS_CI)

clean:
	@rm -rf $(BUILD)
