#!/bin/sh
# A spiral learnt with the default settings is as near to fresh points as 1.25 times fresh points are.
. "$(dirname "$0")/../tools/tap.sh"

drift data spiral -n 8000 | drift train -o spiral.model
drift sample -m spiral.model -n 20000 -o samples.npy
drift data spiral -n 20000 --seed 1 -o fresh.npy
drift data spiral -n 20000 --seed 2 -o other.npy
ok 'the mean W2 of 20 thousands is at most 1.25 times its floor' \
    drift eval w2:pairs=20 samples.npy fresh.npy --floor other.npy --require 'w2/floor<=1.25'
sed 's/^/# /' out
done_testing
