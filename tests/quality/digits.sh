#!/bin/sh
# Digits learnt as the demo learns them: the nearest real digit has the label asked for, and is not copied.
. "$(dirname "$0")/../tools/tap.sh"
examples=$(cd "$1" && pwd)

"$examples/digits.sh" . >log 2>&1
drift sample -m digits.model --label all -n 1000 --seed 1 -o samples.npy
for class in 0 1 2 3 4 5 6 7 8 9; do
    drift data select labels.npy --labels labels.npy --label $class --rows 0:100
done >asked.npy
ok '98 of 100 nearest real digits have the label asked for' drift eval accuracy samples.npy --labels asked.npy \
    --exact digits.npy --exact-labels labels.npy -s ve -t 0 --require 'accuracy>=0.98'
sed 's/^/# /' out
ok '1 of 100 is a copy at most' drift eval copies samples.npy digits.npy --floor none --require 'copies<=0.01'
sed 's/^/# /' out
done_testing
