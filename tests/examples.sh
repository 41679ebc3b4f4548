#!/bin/bash
# Every example of every page of the manual and of the README does what it says: the lines of a page run as typed, one
# after another, in a folder that was empty. Arguments: pages; without any, all.
set -o pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
tests=0 failures=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export TERM=dumb MANPAGER=cat PAGER=cat

# The commands of a page: its literal blocks and .Dl lines that call a program; in Markdown the blocks of sh.
commands() {
    # shellcheck disable=SC2016 # the backquotes are Markdown's
    case $1 in
    *.md) sed -n '/^```sh$/,/^```$/p' "$1" | grep -vE '^(```|make( |$))' ;;
    *) sed -n '/^\.Sh EXAMPLES/,/^\.Sh /p; /^\.Sh RECIPES/,/^\.Sh /p' "$1" |
        sed -nE '/^\.Bd -literal/,/^\.Ed/{/^\.(Bd|Ed)/d; p}; s/^\.Dl //p' | sed 's/\\&//g; s/\\e/\\/g' ;;
    esac
}

[ $# -gt 0 ] || set -- "$top"/man/*.[1-9] "$top/README.md"
for page in "$@"; do
    name=$(basename "$page")
    commands "$page" >"$folder/commands"
    [ -s "$folder/commands" ] || continue
    tests=$((tests + 1))
    if grep -q '^python3\| | python3' "$folder/commands" && ! python3 -c 'import numpy' 2>/dev/null; then
        echo "ok $tests - $name # SKIP without python3 and numpy"
        continue
    fi
    mkdir "$folder/$name"
    if (cd "$folder/$name" && bash -e -o pipefail "$folder/commands" >"$folder/out" 2>"$folder/err"); then
        echo "ok $tests - $name: $(wc -l <"$folder/commands") lines run as typed"
    else
        failures=$((failures + 1))
        echo "not ok $tests - $name"
        sed 's/^/#   /' "$folder/err"
    fi
done
echo "1..$tests"
[ $failures -eq 0 ]
