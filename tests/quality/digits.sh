#!/bin/sh
# Digits learnt as the demo learns them: the nearest real digit has the label asked for, and is not copied.
. "$(dirname "$0")/../tools/tap.sh"
examples=$(cd "$1" && pwd)

"$examples/digits.sh" . >log 2>&1
drift sample -m digits.model --label all -n 1000 --seed 1 -o samples.npy
ok '98 of 100 labels agree, 1 of 100 is a copy at most' judge digits samples.npy digits.npy labels.npy 0.98 0.01
sed 's/^/# /' out
done_testing
