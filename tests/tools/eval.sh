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
status 4 'a required figure is not met' order --solver ddim --steps 80,160 --require 'order>1.5'
says "^drift eval: required figure not met: 'order>1.5', found "
prints "^order"
ok 'steps are of the method, evaluations are counted' order --solver dpm-2 --steps 10
prints "^dpm-2${tab}10${tab}20${tab}"
ok 'a solver that draws noise has its weak order' \
    drift eval order --exact gauss.json -s edm:sigma_max=20 --t-min 0.0025 --solver sde-dpm++2m --steps 10,40
prints "^sde-dpm++2m${tab}10${tab}10${tab}0.0468801${tab}-$"
status 2 'a weak order is measured on Gaussian data alone' order --solver ddpm
says 'give the exact model of a mixture of one component'
drift data grid:1,1,1,1,2,2 -o start.npy
ok 'rows begin where a file says' order --init start.npy --json
grep -q '"n": 1,' out; result $? 'n is the number of rows of the file'
grep -q '"table": \[' out; result $? 'JSON has the table'
order --threads 1 >one.tsv; order --threads 3 | cmp -s - one.tsv
result $? 'threads do not change a byte of the table'
ok 'the table goes to a file' order -o table.tsv
cmp -s table.tsv one.tsv; result $? 'the table in a file is the one on standard output'

drift data mixture:humps.json -n 300 -o rows.npy --labels-out classes.npy
nll() { drift eval nll --exact humps.json -s vp-linear "$@"; }
ok 'the likelihood of rows' nll rows.npy --rows-out each.npy
prints "^nll${tab}[0-9.]*${tab}0\.[0-9]*${tab}-${tab}-${tab}300$"
prints "^bits${tab}evaluations${tab}probes${tab}probe_se$"
drift data show each.npy | grep -q '(300,)'; result $? '--rows-out has the likelihood of each row'
nll rows.npy --threads 1 --probes 2 >one.tsv; nll rows.npy --threads 3 --probes 2 | cmp -s - one.tsv
result $? 'threads do not change a byte of the likelihood'
ok 'the likelihood of rows given their classes is measured' nll rows.npy --labels classes.npy --start exact
status 2 'an option that no metric uses is refused' nll rows.npy --levels 3
says "'nll' has no use for '--levels'$"

drift train rows.npy -s vp-linear --steps 200 -q -o humps.model
drift data select rows.npy --rows :40 -o some.npy && drift data select classes.npy --rows :40 -o some-classes.npy
drift train some.npy --labels some-classes.npy -s vp-linear --steps 20 -q -o given.model
ok 'the floor of rows without classes' drift eval nll -m given.model --exact humps.json some.npy
awk '$1 == "nll" { print $4 }' out >floor
ok 'the floor of rows with classes is that of their components' drift eval nll -m given.model --exact humps.json some.npy --labels some-classes.npy --require 'nll-floor<100'
awk '$1 == "nll" { print $4 }' out | paste - floor | awk '{ exit !($1 < $2 - 0.3) }'
result $? 'which is lower by nearly log 2'
status 2 'the exact start is of exact models' drift eval nll -m humps.model --start exact rows.npy
ok 'the risk of a model' drift eval risk,nll -m humps.model --exact humps.json rows.npy -n 500 --levels 4
prints "^risk${tab}"; prints "^excess${tab}"; prints "^kl-bound${tab}"
prints "^nll${tab}[0-9.]*${tab}[0-9.]*${tab}[0-9.]*${tab}[0-9.]*${tab}300$"
prints "^sigma/alpha${tab}t${tab}loss${tab}least${tab}excess${tab}se$"
status 4 'the risk of a short training is above its floor' drift eval risk -m humps.model --exact humps.json -n 500 --levels 4 --require 'risk/floor<1'
status 2 'a risk is against an exact model' drift eval risk -m humps.model
says "missing '--exact'$"
status 2 'a trained model has its schedule' drift eval nll -m humps.model -s ve rows.npy
echo '{"weights":[1],"means":[[0]],"stds":[1]}' >line.json
status 1 'an exact model of other rows is refused' drift eval risk -m humps.model --exact line.json
says "expected 2 numbers per row in 'line.json', found 1$"

drift train rows.npy --labels classes.npy --task classify -s vp-linear --steps 300 -q -o classes.model
ok 'the accuracy of a classifier' drift eval accuracy -m classes.model rows.npy --labels classes.npy -t 0,0.3 \
    --exact humps.json --require 'accuracy>0.8,accuracy/floor>0.9'
prints "^t${tab}accuracy${tab}se${tab}loss${tab}best${tab}best_loss$"
status 2 'accuracy needs labels' drift eval accuracy -m classes.model rows.npy
status 1 'a denoiser is no classifier' drift eval accuracy -m humps.model rows.npy --labels classes.npy
says 'the model is no classifier'

ok 'an exact model alone is a classifier of its own points' drift eval accuracy rows.npy --labels classes.npy --exact rows.npy \
    --exact-labels classes.npy -s ve --require 'accuracy>=1'

drift data 8gaussians -n 300 --seed 1 -o a.npy
drift data 8gaussians -n 300 --seed 2 -o b.npy
drift data 8gaussians -n 600 --seed 3 -o many.npy
number='[0-9.e-]*'
row() { prints "^$1${tab}$number${tab}$number${tab}$number${tab}$number${tab}$2$"; }
ok 'distances have a floor from a file' drift eval w2,energy a.npy b.npy --floor many.npy
row w2 300; row energy 300
ok 'distances have a floor from a named set' drift eval energy,w2:pairs=3 a.npy b.npy --floor 8gaussians --require 'w2/floor<3,energy-floor<1'
row energy 300; row w2:pairs=3 300
ok 'distances have a floor from a second set of twice the rows' drift eval energy a.npy many.npy
row energy 300
[ ! -s err ]; result $? 'nothing is said when all rows of A are measured'
ok 'distances have a floor from half of the second set, and say so' drift eval energy a.npy b.npy
says "^drift eval: value and floor are of 150 rows, half of 'b.npy'; for all of A give 600 rows in B, or --floor$"
row energy 150
ok 'a distance without a floor is measured' drift eval copies:within=0.1 a.npy a.npy --floor none --require 'copies>=1'
prints "^copies:within=0.1${tab}1${tab}$number${tab}-${tab}-${tab}300$"
drift eval w2,energy,copies a.npy many.npy --threads 1 >one.tsv
drift eval w2,energy,copies a.npy many.npy --threads 3 | cmp -s - one.tsv
result $? 'threads do not change a byte of a distance'
drift data show a.npy >/dev/null && drift eval energy - b.npy --floor none <a.npy | grep -q '^energy'
result $? 'one set is read from a pipe'
status 2 'a distance is between two sets' drift eval w2 a.npy
says "'w2' compares two sets: missing 'B'$"
status 2 'other metrics have no second set' nll rows.npy b.npy
says "'nll' has no use for 'B'$"
status 2 'a misspelt setting is refused' drift eval w2:pears=3 a.npy b.npy
says "unknown setting of metric w2 'pears' (did you mean 'pairs'?)"
status 2 'settings of a metric that has none are refused' drift eval order:steps=3
says "metric 'order' has options, not settings: 'order:steps=3'$"
drift data grid:3,1,0,1,0,1 | drift data select --columns 0 -o line.npy
status 1 'rows of another dimension are refused' drift eval energy line.npy b.npy
says "expected rows of shape (1,) in 'b.npy', found (2,)$"
status 1 'two sets of a pairing have one size' drift eval w2 many.npy b.npy --floor none
says "metric 'w2' compares sets of one size, found 600 and 300 rows$"
drift data grid:1,1,0,1,0,1 -o point.npy
status 1 'too few rows are counted' drift eval energy point.npy b.npy
says "too few rows: metric 'energy' needs at least 2, found 1$"
status 1 'a floor has as many rows' drift eval energy many.npy b.npy --floor a.npy
says "too few exact rows for a floor: needs at least 600, found 300$"
status 2 'a finite set has no other draws' drift eval energy a.npy b.npy --floor dino
says "set 'dino' has but "
printf '\223NUMPY\1\0\166\0%-117s\n\0\0\200\77\0\0\300\177' \
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }" >nan.npy
status 1 'a row that is not finite is named' drift eval energy line.npy nan.npy --floor none
says "not a finite number in 'nan.npy': row 1$"
status 1 'a missing floor is named' drift eval energy a.npy b.npy --floor 8gausians
says "cannot open '8gausians'"

ok 'a claim of the tutorials holds' drift eval claim N5.1
prints "^claim${tab}says${tab}equation${tab}computed${tab}expected${tab}tolerance${tab}verdict$"
prints "^N5.1${tab}.*${tab}1.2196938438[0-9]*${tab}1.2196938439${tab}5.1e-11${tab}holds$"
ok 'a claim has several numbers' drift eval claim N5,E4 --json
[ "$(grep -c '"verdict": "holds"' out)" -eq 6 ]; result $? 'all numbers of the two claims hold'
ok 'the claims are listed' drift eval claim --list
prints "^N5.1${tab}.*${tab}E.x_(t-dt) | x_t. = .*${tab}arXiv:2406.08929, "
status 2 'an unknown claim is refused' drift eval claim N55
says "unknown claim 'N55' (did you mean 'N5'?)"
status 2 'a claim without an id is refused' drift eval claim
says "'drift eval claim --list' lists them"

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
