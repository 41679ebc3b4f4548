#!/bin/sh
# The pages for readers name what is there: each `folder/file` in backquotes exists, here, in lib or in tests.
cd "$(dirname "$0")/.." || exit 1
broken=0
for page in README.md ARCHITECTURE.md CONTRIBUTING.md tests/bench/README.md; do
    # shellcheck disable=SC2016 # the backquotes are Markdown's
    for path in $(grep -o '`[A-Za-z._-]*/[A-Za-z0-9_./-]*`' "$page" | tr -d '`' | sort -u); do
        case $path in build/* | build-*) continue ;; esac        # made, not kept
        [ -e "$path" ] || [ -e "lib/$path" ] || [ -e "tests/$path" ] || { echo "$page: there is no $path"; broken=1; }
    done
done
exit $broken
