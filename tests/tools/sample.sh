#!/bin/sh
# sample(1) from outside.
. "$(dirname "$0")/tap.sh"

mixture='{"weights":[0.5,0.5],"means":[[-2,0],[2,1]],"stds":[0.5,1],"labels":[0,1]}'
echo "$mixture" >humps.json
run() { drift sample --exact humps.json -s vp-linear "$@"; }

ok 'rows are drawn' run -n 1000 -o all.npy
ok 'standard output gets the same rows' sh -c 'drift sample --exact humps.json -s vp-linear -n 1000 | cmp - all.npy'
run -n 1000 --threads 1 | cmp -s - all.npy
result $? 'threads do not change a byte'
{ run -n 300; run -n 700 --first 300; } | drift sample --exact - -s ve -n 1 >out 2>err
[ $? -eq 2 ]
result $? 'an exact model is not read from a pipe'
run -n 300 --dtype float64 -o head.npy; run -n 700 --first 300 --dtype float64 -o tail.npy; run -n 1000 --dtype float64 -o whole.npy
{ tail -c 4800 head.npy; tail -c 11200 tail.npy; } >parts
tail -c 16000 whole.npy | cmp -s - parts
result $? 'shards are the rows of the whole'
run -n 1000 --seed 1 | cmp -s - all.npy
[ $? -eq 1 ]
result $? 'another seed gives other rows'

ok 'samples are points to sample from' drift sample --exact all.npy -s ve --solver ddpm --steps 10 -n 20 -o copies.npy
ok 'paths keep every time' run -n 3 --steps 7 --paths -o path.npy
head -c 128 path.npy | grep -q '(3, 8, 2)'
result $? 'paths are (n, steps + 1, d)'
run -n 4 --label all --dtype float64 -o all4.npy; run -n 4 --label 0 --dtype float64 -o zeros.npy
[ "$(tail -c 64 all4.npy | head -c 32 | cksum)" = "$(tail -c 64 zeros.npy | head -c 32 | cksum)" ] &&
    [ "$(tail -c 32 all4.npy | cksum)" != "$(tail -c 32 zeros.npy | cksum)" ]
result $? 'each class gets a block of rows'
status 2 'blocks of unequal length are refused' run -n 5 --label all
says 'all classes get as many rows each: 5 is no multiple of 2$'
status 2 'an unknown class is refused' run -n 5 --label 7
says 'no class 7: the model knows 0 to 1$'
status 2 'a class is a number' run -n 5 --label seven
ok 'the ends are reported' run -n 5 --steps 4 --solver ddpm --grid time -v -o /dev/null
says '4 steps from t = 1 to 0, 4 evaluations per row, start error .*, noise left 0$'

grep -q forgets err
[ $? -eq 1 ]; result $? 'a start that forgets little is passed over'
ok 'the start of a narrow schedule is taken' drift sample --exact humps.json -s ve -n 5 -o ve.npy
says 'the start at t = 1, N.0, sigma.2., forgets x0, .* of the noise in mean square, which narrows and shifts the rows: set start exact, or take a schedule that ends at sigma / alpha = '
ok 'so is an early one' run -n 5 --t-max 0.3 -o early.npy
says 'forgets .*: set t-max '
run -n 5 --t-max 0.3 -q -o early.npy 2>err; [ ! -s err ]; result $? 'nothing is said of it when quiet'
ok 'an exact start forgets nothing' drift sample --exact humps.json -s ve -n 5 --start exact -o ve.npy
[ ! -s err ]; result $? 'nor is anything said of it'
run -n 5 --report report.json -o by_default.npy
grep -q '"solver": "unipc-3"' report.json && grep -q '"grid": "logsnr"' report.json && grep -q '"noise_left": 0' report.json
result $? 'the report says what was taken unless told, and how much noise is left'
run -n 5 --solver unipc-3 --grid logsnr --steps 40 -o told.npy; cmp -s told.npy by_default.npy
result $? 'the default is unipc-3 in 40 steps of logsnr'
run -n 5 --solver deis-3 --report - -o deis.npy | grep -q '"noise_left": 0.00'
result $? 'the report says how much noise a solver leaves that cannot end at 0'

drift data mixture:humps.json -n 50 -o data.npy
ok 'data go up to noise' run --init data.npy --encode --solver dpm++2m --grid logsnr --steps 200 --dtype float64 -o up.npy --report up.json
sed -n 's/.*"round_trip_error": \([0-9.e-]*\).*/\1/p' up.json | awk '{ good = $1 >= 0 && $1 < 2e-5 } END { exit !good }'
result $? 'encoded rows come back, as the report says: dpm++2m is off by 1.03e-5 in 200 steps'
status 2 'where there is no noise no path begins' run --init data.npy --encode --t-min 0 -o no.npy
says 'at t = 0 there is no noise yet to go on from: set t-min to 2.74251245e-05 or more$'
ok 'noise is taken from a file' run --init up.npy --solver ddim --grid time --t-min 0.001 --steps 200 -o down.npy
status 2 'a solver that draws noise retraces nothing' run --init data.npy --encode --solver ddpm -o no.npy
ok 'the exact start has no error' run --start exact -n 5 --report - -o exact.npy
grep -q '"start_error": 0.0' out; result $? 'the report says that the exact start has no error'
printf '1 0.5\n0.2,0\n' >times.txt
ok 'a grid comes from a file' run -n 5 --grid file:times.txt -v -o four.npy
says '3 steps from t = 1 to 0,'
status 2 'a grid from a file has its own times' run -n 5 --grid file:times.txt --steps 3 -o no.npy
says 'leave out the number of steps, t-max and t-min$'
printf '0.2 0.5\n' >times.txt
status 2 'the times of a grid from a file fall' run -n 5 --grid file:times.txt -o no.npy
says "a grid's times fall"
printf '1 half\n' >times.txt
status 1 'the times of a grid are numbers' run -n 5 --grid file:times.txt -o no.npy
says "not a number in 'times.txt': 'half'$"
ok 'dopri5 goes down grid sigma with all defaults' run -n 5 --solver dopri5 --grid sigma -o sigma.npy
ok 'solvers are listed' run --list-solvers
grep -q '^dpm++2m' out; result $? 'the list has dpm++2m'

status 2 'an unknown solver is refused' run -n 1 --solver dddim
says "unknown solver 'dddim' (did you mean 'ddim'?)"
status 2 'a setting out of range is refused' run -n 1 --solver ddim:eta=2
status 2 'ends in the wrong order are refused' run -n 1 --t-min 0.5 --t-max 0.2
status 2 'a grid outside the schedule is refused' run -n 1 --solver deis-3 --grid logsnr --t-min 0
says 'set t-min to [0-9.e-]* or more$'
status 1 'a missing file is named' drift sample --exact none.npy -s ve -n 1
says "^drift sample: cannot open 'none.npy'"
head -c 200 all.npy >cut.npy
status 1 'truncated points are refused' drift sample --exact cut.npy -s ve -n 1
says "truncated 'cut.npy'"
echo '{"weights":[1]' >cut.json
status 1 'a broken mixture is refused' drift sample --exact cut.json -s ve -n 1
status 1 'a full disk is noticed' sh -c 'drift sample --exact humps.json -s ve -n 100000 >/dev/full'
drift data mixture:humps.json -n 10 --labels-out classes.npy -o points.npy
ok 'each row has its class' run -n 10 --labels classes.npy -o of_classes.npy
status 1 'labels must suffice' run -n 11 --labels classes.npy
says "fewer labels than rows in 'classes.npy'$"
status 2 'and be no more than the rows' run -n 9 --labels classes.npy -o no.npy
says "more labels than rows in 'classes.npy': 10 for 9$"
ok 'the classes of the rows are written' run -n 10 --labels classes.npy --labels-out again.npy -o of_classes.npy
cmp -s classes.npy again.npy; result $? 'they are those that were asked for'
status 2 'there are none without labels' run -n 3 --labels-out no.npy -o no2.npy
echo '{"weights":[0.5,0.5],"means":[[-1],[1]],"stds":[0.1,0.1],"labels":[0,3]}' >gaps.json
drift data mixture:gaps.json -n 10 --labels-out gaps.npy -o ten.npy
train="drift train ten.npy --labels gaps.npy --steps 2 --batch 4 --network mlp:width=8,depth=1"
$train --drop-label 0 -o told.model && $train --drop-label 1 -o untold.model
status 2 'a class that was never seen is refused' drift sample -m told.model --label 1 -n 2 -o no.npy
says 'no class 1: the model knows 0, 3$'
status 2 'rows without a class are, after --drop-label 0' drift sample -m told.model -n 2 -o no.npy
says 'the model was never trained on rows without a class: choose among 0, 3$'
ok 'all classes are those that were seen' drift sample -m told.model --label all -n 4 --labels-out of_all.npy -o all4.npy
[ "$(drift data export of_all.npy | tr '\n' ' ')" = '0 0 3 3 ' ]; result $? 'as many rows of each'
status 2 'a class is refused after --drop-label 1' drift sample -m untold.model --label 0 -n 2 -o no.npy
says 'no class 0: the model knows rows without a class alone$'
ok 'points have classes too' drift sample --exact points.npy --exact-labels classes.npy -s ve --label 1 -n 3 -o ones.npy
status 1 'an exact model of classes has a class for each point' drift sample --exact all.npy --exact-labels classes.npy -s ve -n 1
says 'expected 1000 labels, one for each point, found 10$'
status 2 'labels are for points' run --exact-labels all.npy -n 1
done_testing
