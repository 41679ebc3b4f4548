# shellcheck shell=sh
# What the tests of train begin with: 500 rows in x.npy and a training of 20 steps.
. "$(dirname "$0")/tap.sh"

drift data spiral -n 500 -o x.npy
small='--steps 20 --batch 64 --network mlp:width=16,depth=1'
# shellcheck disable=SC2086,SC2317  # the words of $small are options; the function is called by name
train() { drift train $small "$@"; }
# same WORDS FILE FILE, differ WORDS FILE FILE: two files have the same bytes, or not.
same() { ok "$1" cmp "$2" "$3"; }
differ() { status 1 "$1" cmp -s "$2" "$3"; }
