#!/bin/sh
# How far the default training ends from the best possible: on 8gaussians, whose mixture is known, the excess risk is
# below 2 % of the data's variance at every noise level above sigma = 0.1.
. "$(dirname "$0")/../tools/tap.sh"

drift data spec 8gaussians >exact.json
drift data 8gaussians -n 8000 -o points.npy
ok 'a model is trained' drift train points.npy -o points.model
ok 'its risk is measured' drift eval risk -m points.model --exact exact.json -n 4000
sed 's/^/# /' out
awk '/^sigma/ { table = 1; next } table && $1 > 0.1 { levels++; if ($5 >= 0.02) bad++ } END { exit !(levels > 15 && !bad) }' out
result $? 'its excess is below 2 % of the variance at every level above 0.1'

done_testing
