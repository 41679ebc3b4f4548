#!/bin/sh
# eval(1) from outside.
. "$(dirname "$0")/tap.sh"

echo '{"weights":[0.5,0.5],"means":[[-2,0],[2,1]],"stds":[0.5,1],"labels":[0,1]}' >humps.json
echo '{"weights":[1],"means":[[0]],"stds":[0.5]}' >gauss.json
tab=$(printf '\t')
order() { drift eval order --exact humps.json -s vp-linear "$@"; }

ok 'the order of a solver is observed' order --solver dpm++2m --steps 80,160 --require 'order>1.95,order<2.05'
prints "^metric${tab}value${tab}se${tab}floor${tab}floor_se${tab}n$"
prints "^order${tab}[12]\.[0-9]*${tab}-${tab}-${tab}-${tab}64$"
prints "^solver${tab}steps${tab}evaluations${tab}error${tab}order$"
prints "^dpm++2m${tab}80${tab}80${tab}[0-9.e-]*${tab}-$"
status 4 'a required figure is not met' order --steps 80,160 --require 'order>1.5'
says "^drift eval: required figure not met: 'order>1.5', found "
prints "^order"
ok 'steps are of the method, evaluations are counted' order --solver dpm-2 --steps 10
prints "^dpm-2${tab}10${tab}20${tab}"
ok 'a solver that draws noise has its weak order' \
    drift eval order --exact gauss.json -s edm:sigma_max=20 --t-min 0.0025 --solver sde-dpm++2m --steps 10,40
prints "^sde-dpm++2m${tab}10${tab}10${tab}0.0468801${tab}-$"
status 2 'on Gaussian data alone' order --solver ddpm
says 'give --exact a mixture of one component'
drift data grid:1,1,1,1,2,2 -o start.npy
ok 'rows begin where a file says' order --init start.npy --json
grep -q '"n": 1,' out; result $? 'one row'
grep -q '"table": \[' out; result $? 'JSON has the table'
order --threads 1 >one.tsv; order --threads 3 | cmp -s - one.tsv
result $? 'threads do not change a byte'
ok 'the table goes to a file' order -o table.tsv
cmp -s table.tsv one.tsv; result $? 'the same one'

status 2 'an unknown metric is refused' drift eval ordre
says "unknown metric 'ordre' (did you mean 'order'?)"
status 2 'no metric is a wrong command line' drift eval --json
status 2 'a figure that nobody asks for cannot be required' order --require 'nll<1'
says "unknown figure to require 'nll'"
status 2 'a requirement has a bound' order --require order
status 2 'steps rise' order --steps 20,10
says 'numbers of steps rise from 1, found 10 at place 2$'
status 2 'steps are whole' order --steps 20,a
status 2 'an exact model has a schedule' drift eval order --exact humps.json
says "missing '--schedule', which --exact needs$"
status 1 'a missing file is named' drift eval order --exact none.json -s ve
says "cannot open 'none.json'"
status 1 'a full disk is noticed' sh -c 'drift eval order --exact humps.json -s vp-linear >/dev/full'
done_testing
