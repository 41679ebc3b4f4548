#!/bin/sh
# The tool flow: its commands' shapes, known values, the same bytes whatever threads and shards; bad input.
# shellcheck disable=SC2016  # the loops are for the inner shell
top=$(cd "$(dirname "$0")/../.." && pwd)
reference=$top/tests/reference/flow
. "$top/tests/tools/tap.sh"
shape() { drift data show "$1" | sed -n 's/^shape	//p' >out; prints "^$2\$"; }
# value NAME X0: one row of one number.
value() { drift data gaussian:d=1,mean="$2",std=0 -n 1 --dtype float64 -o "$1"; }
# near FILE EXPECTED TOLERANCE: its last number.
near() {
    drift data export "$1" | tail -n 1 | awk -v want="$2" -v most="$3" '
        { n = split($0, a, /[\t,]/); off = a[n] - want; if (off < 0) off = -off; exit !(off <= most) }'
    result $? "$1 ends with $2"
}

drift data moons -n 3000 -o x0.npy
drift data 8gaussians -n 3000 -o x1.npy

ok 'pairs have points in between' drift flow pair x1.npy x0.npy -t 0,0.5,1 --velocity-out v.npy -o points.npy
result "$(test ! -s out && test ! -s err; echo $?)" 'it is silent'
shape points.npy '(3000, 3, 2)'; shape v.npy '(3000, 3, 2)'
ok 'they begin at x0' sh -c 'drift data select points.npy --time 0 | cmp - x0.npy'
ok 'and end at x1' sh -c 'drift data select points.npy --time last | cmp - x1.npy'
ok 'one time is an axis too' drift flow pair x1.npy x0.npy -t 0.5 -o half.npy
shape half.npy '(3000, 1, 2)'
ok 'standard input is one of the ends' sh -c 'drift flow pair - x0.npy -t 0.5 <x1.npy | cmp - half.npy'
for way in linear:sigma=0.2 sqrt trig arc:bend=1 bridge target; do
    ok "the way $way has the same bytes on one thread" sh -c "
        drift flow pair x1.npy x0.npy -t 0.3,0.7 --pointwise $way --velocity-out v.npy -o p.npy &&
        drift flow pair x1.npy x0.npy -t 0.3,0.7 --pointwise $way --velocity-out w.npy --threads 1 | cmp - p.npy && cmp v.npy w.npy"
done
ok 'shards with --first are parts of the whole' sh -c '
    drift flow pair x1.npy x0.npy -t 0.5 --pointwise bridge | drift data select --rows 1000:2000 >part.npy
    for x in x0 x1; do drift data select $x.npy --rows 1000:2000 -o $x.part; done
    drift flow pair x1.part x0.part -t 0.5 --pointwise bridge --first 1000 | cmp - part.npy'
value one.npy 2; value two.npy -1
drift flow pair one.npy two.npy -t 0.25 --pointwise sqrt --velocity-out v.npy --dtype float64 -o p.npy
near p.npy 0.5 1e-15; near v.npy -3 1e-15                  # (x0 - x1) / (2 sqrt t)
status 2 'a velocity without bound is refused' drift flow pair x1.npy x0.npy -t 0,1 --pointwise sqrt --velocity-out no.npy -o p.npy
says "^drift flow: the velocity of 'sqrt' has no bound at t = 0: choose times inside of the interval$"
ok 'its points are not' drift flow pair x1.npy x0.npy -t 0,1 --pointwise sqrt -o p.npy
status 1 'an arc needs a plane' drift flow pair one.npy two.npy -t 0.5 --pointwise arc -o p.npy
status 1 'ends have one shape' drift flow pair one.npy x0.npy -t 0.5 -o p.npy
status 2 'a time is needed' drift flow pair x1.npy x0.npy -o p.npy
says "^drift flow: missing '--time'$"
status 2 'an unknown way is answered with the nearest' drift flow pair x1.npy x0.npy -t 0.5 --pointwise liner -o p.npy
says "^drift flow: unknown pointwise flow 'liner' (did you mean 'linear'?)"

ok 'sets are coupled exactly' drift flow couple "$reference/ot_base.npy" "$reference/ot_target.npy" --dtype float64 -o pairs.npy -v
says '^256 pairs, mean squared distance '
shape pairs.npy '(256, 2, 2)'
drift data select pairs.npy --time 0 | cmp - "$reference/ot_base.npy"; result $? 'a row keeps its place'
drift data export pairs.npy --tsv | cut -f 3,4 | sort >b; drift data export "$reference/ot_target.npy" --tsv | sort | cmp - b
result $? 'each row of the other set is there once'
drift data moons -n 300 --labels-out classes.npy -o moons.npy; drift data gaussian -n 300 -o normal.npy
for method in sinkhorn:epsilon=0.1 independent; do
    ok "sets are coupled by $method, the same on one thread" sh -c "
        drift flow couple moons.npy normal.npy --method $method -o c.npy && drift flow couple moons.npy normal.npy --method $method --threads 1 | cmp - c.npy"
done
ok 'or class by class' drift flow couple moons.npy normal.npy --method ot:by_class=yes --labels classes.npy -o c.npy
status 2 'which takes classes' drift flow couple moons.npy normal.npy --method ot:by_class=yes -o c.npy
status 1 'one to one takes sets of one size' drift flow couple moons.npy x1.npy -o c.npy
says '^drift flow: expected as many rows as rows to pair with, found 300 and 3000$'
status 1 'rows have one shape' drift flow couple one.npy x1.npy -o c.npy
says "^drift flow: rows of 'x1.npy' have another shape than those of 'one.npy'$"

few() { drift flow train "$@" --network mlp:width=32,depth=2 --steps 150 --batch 64; }
ok 'a flow is trained from a ring' few x0.npy --base annulus:unit=1 --coupling ot --pointwise arc -o ring.model
drift data show ring.model >out
prints '^path	arc:bend=0.25$'; prints '^coupling	ot:by_class=no$'; prints '^base	annulus:'; prints '^prediction	velocity$'
few x0.npy --base annulus:unit=1 --coupling ot --pointwise arc --threads 1 -o one.model
cmp ring.model one.model; result $? 'a training has the same bytes on one thread'
ok 'a flow is run' drift flow run -m ring.model -n 500 -o y.npy
shape y.npy '(500, 2)'
ok 'shards of a run are parts of the whole' sh -c 'drift data select y.npy --rows 200:400 >part.npy
    drift flow run -m ring.model -n 200 --first 200 --threads 1 | cmp - part.npy'
ok 'sample draws the same rows' sh -c 'drift sample -m ring.model --solver heun -n 500 | cmp - y.npy'
ok 'both ends are written' drift flow run -m ring.model -n 500 --pairs -o pairs.npy
shape pairs.npy '(500, 2, 2)'
drift data select pairs.npy --time last | cmp - y.npy; result $? 'x1 stands before x0'
drift data select pairs.npy --time 0 -o start.npy
ok 'rows are moved from a file' sh -c 'drift flow run -m ring.model --init start.npy -o z.npy'
# start.npy is in single precision, 6e-8 of numbers up to 5.
drift data export y.npy >a; drift data export z.npy | paste -d , a - | awk -F , 'function far(a, b) { return a - b > 1e-4 || b - a > 1e-4 }
    far($1, $3) || far($2, $4) { exit 1 }'
result $? 'to the same places'
ok 'paths have all times' drift flow run -m ring.model -n 5 --steps 7 --paths -o paths.npy
shape paths.npy '(5, 8, 2)'
# Each way within dopri5's tolerance of 1e-9 a step; moons.npy is in single precision.
back='--solver dopri5:rtol=1e-9,atol=1e-9 --t-min 0.001 --dtype float64'
# shellcheck disable=SC2086
drift flow run -m ring.model --init moons.npy --backward $back -o there.npy && drift flow run -m ring.model --init there.npy $back -o again.npy
drift data export moons.npy >a; drift data export again.npy | paste -d , a - | awk -F , 'function far(a, b) { return a - b > 2e-6 || b - a > 2e-6 }
    far($1, $3) || far($2, $4) { exit 1 }'
result $? 'backward, then forward, leads to where it began'
status 2 'a base in a file is refused' few x0.npy --base mixture:a.json -o no.model
says 'stands in a file of its own'
status 2 'backward takes rows' drift flow run -m ring.model -n 5 --backward -o no.npy
status 2 'rows are drawn or given' drift flow run -m ring.model -o no.npy
says "^drift flow: missing '-n' or '--init'$"
status 2 'a solver that asks for E[x0 | x_t] is none of a flow' drift flow run -m ring.model -n 5 --solver ddim -o no.npy

# Nakkiran et al. (2024), arXiv:2406.08929: N(1, 0.5^2) from N(0, 2^2) along straight lines, here over 2.
echo '{"weights":[1],"means":[[0.5]],"stds":[0.25]}' >one.json
value start.npy 0.85; value at.npy 0.2
for known in 10:0.67047647 20:0.69058077 40:0.70127375; do
    drift flow run --exact one.json -s linear --init start.npy --solver euler --steps "${known%:*}" --dtype float64 -o end.npy
    near end.npy "${known#*:}" 6e-9
done
drift flow field --exact one.json -s linear -t 0.3 --at at.npy --dtype float64 -o v.npy
near v.npy 0.81865284975 1e-10; shape v.npy '(1, 2)'
ok 'a field is asked on a lattice' drift flow field -m ring.model -t 0.5 --lattice 5x4 --window -1,2,-3,4 -o field.npy
shape field.npy '(20, 4)'
drift data export field.npy --tsv | cut -f 1,2 >a; drift data grid:5,4,-1,2,-3,4 | drift data export --tsv | cmp - a
result $? 'the points stand before the answers'
ok 'logp is one number' drift flow field --exact one.json -s linear -t 0.3 --at at.npy --of logp -o logp.npy
shape logp.npy '(1, 2)'
status 2 'a trained model has no logp' drift flow field -m ring.model -t 0.5 --at x0.npy --of logp -o no.npy
status 2 'a flow has no score' drift flow field -m ring.model -t 0.5 --at x0.npy --of score -o no.npy
says 'score presumes x_t = alpha x0 + sigma eps'
status 1 'nothing is divided by 0' drift flow field --exact one.json -s linear -t 0 --at at.npy -o no.npy
says '^drift flow: velocity is not finite at t = 0 in row 0$'
status 2 'a lattice lies in the plane' drift flow field --exact one.json -s linear -t 0.3 --lattice 3x3 --window 0,1,0,1 -o no.npy
status 2 'a command is needed' drift flow
says '^drift flow: missing command; known: couple, pair, train, run, field$'
status 1 'a full disk is noticed' sh -c 'drift flow couple moons.npy normal.npy >/dev/full'
done_testing
