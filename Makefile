# The one door. CMake does the work; this file fetches what is missing and names the usual errands (make help).
PREFIX ?= /usr/local
BUILD ?= build
JOBS ?= $(shell nproc)
WERROR ?=

DEPS = g++ cmake pkg-config libxtensor-dev libxtensor-blas-dev libcli11-dev doctest-dev libstb-dev \
       libcairo2-dev nlohmann-json3-dev zlib1g-dev libopenblas-dev fonts-dejavu-core
DEPS_CI = clang clang-format clang-tidy mandoc shellcheck

# Which tests `make check` runs: patterns of sentences, as in T='ddim*', or nothing for all that take no seconds.
T ?=

.PHONY: programs all test check demo bench format tidy install deps deps-ci configure clean help
programs: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS) --target programs

help:
	@echo 'make            build the programs into $(BUILD)/bin'
	@echo 'make demo       draw digits and a spiral: $(BUILD)/demo/digits.png, $(BUILD)/demo/spiral.png'
	@echo 'make test       build and test everything'
	@echo "make check      the quick unit tests; make check T='ddim*': those whose sentence matches"
	@echo 'make bench      measure the speed'
	@echo 'make format     lay the sources out; make tidy: look for bugs with clang-tidy'
	@echo 'make install    install below PREFIX ($(PREFIX)); DESTDIR is respected'
	@echo 'make deps       install the Debian packages to build, run and test; make deps-ci: those of .ci/run'
	@echo 'make clean      remove $(BUILD)'

all: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS)

test: all
	@ctest --test-dir $(BUILD) --output-on-failure -j$(JOBS) -LE long

check: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS) --target drift_tests
ifeq ($(T),)
	@ctest --test-dir $(BUILD) --output-on-failure -j$(JOBS) -L fast
else
	@$(BUILD)/tests/drift_tests --test-case='$(T)' --count | grep -q ': [1-9]' || \
	    { echo "no test's sentence matches '$(T)'; all: $(BUILD)/tests/drift_tests -ltc" >&2; exit 1; }
	@$(BUILD)/tests/drift_tests --test-case='$(T)'
endif

demo: programs
	@PATH="$(abspath $(BUILD))/bin:$$PATH" examples/digits.sh $(BUILD)/demo
	@PATH="$(abspath $(BUILD))/bin:$$PATH" examples/spiral.sh $(BUILD)/demo
	@echo 'the pictures: $(BUILD)/demo/digits.png $(BUILD)/demo/spiral.png'

bench: configure
	@MAKEFLAGS= cmake --build $(BUILD) -j$(JOBS) --target drift_bench
	@grep -q '^DNNL_LIBRARY.*NOTFOUND' $(BUILD)/CMakeCache.txt && \
	    echo 'without the limit-* cases: oneDNN is not installed (apt-get install libdnnl-dev, then make clean)' >&2; true
	@$(BUILD)/tests/drift_bench

format:
	@find lib tools tests -name '*.[ch]pp' -print0 | xargs -0 clang-format -i

# Every source of lib and tools, or F='lib/path/schedule.cpp ...'.
F ?= $(wildcard lib/*/*.cpp lib/*/*/*.cpp tools/*.cpp tools/*/*.cpp)
tidy: deps-ci
	@cmake --preset tidy >/dev/null
	@printf '%s\n' $(F) | xargs -P$(JOBS) -n 4 clang-tidy -p build-tidy --quiet --warnings-as-errors='*' 2>/dev/null

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
