#!/bin/sh
# The tool noise: the same bytes whatever threads, shards and times beside; shapes; the table; bad input.
# shellcheck disable=SC2016  # the loops are for the inner shell
. "$(dirname "$0")/tap.sh"

drift data moons -n 20000 -o x.npy
shape() { drift data show "$1" | sed -n 's/^shape	//p' >out; prints "^$2\$"; }

ok 'noise writes noisy points and their noise' drift noise x.npy -s ve -t 0.5 -o half.npy --noise-out eps.npy
result "$(test ! -s out && test ! -s err; echo $?)" 'a run of noise that succeeds prints nothing'
shape half.npy '(20000, 2)'; shape eps.npy '(20000, 2)'
ok 'noisy points have the same bytes with one thread' sh -c 'drift noise x.npy -s ve -t 0.5 --threads 1 | cmp - half.npy'
ok 'noisy points have the same bytes when read from a pipe' sh -c 'drift noise -s ve -t 0.5 <x.npy | cmp - half.npy'
ok 'shards noised with --first are the bytes of the whole' sh -c 'for k in 0 5000 10000 15000; do
    drift data select x.npy --rows $k:$((k + 5000)) | drift noise -s ve -t 0.5 --first $k; done >shards.npy
    drift data export shards.npy >a; drift data export half.npy | cmp - a'
ok 'arrays that follow one another are noised as one stream' sh -c 'for k in 0 7000; do
    drift data moons -n 7000 --first $k; done | drift noise -s ve -t 0.5 | drift data export | head -14000 >b
    head -14000 a | cmp - b'
ok 'several times are the axis after the rows' drift noise x.npy -s ve -t 0.1,0.5,1 -o three.npy
shape three.npy '(20000, 3, 2)'
ok 'a time has the same bytes alone and among others' sh -c 'drift data select three.npy --time 1 | cmp - half.npy'
ok '--times noises each row at its own time' sh -c 'yes 0.5 | head -20000 >t; drift data gaussian:d=1,mean=0.5,std=0 -n 20000 -o t.npy
    drift noise x.npy -s ve --times t.npy | cmp - half.npy'
ok 'at t = 0 a variance preserving schedule adds no noise' sh -c 'drift noise x.npy -s vp-cosine -t 0 | cmp - x.npy'
ok '--paths writes a chain and its noise' drift noise x.npy -s vp-linear --steps 4 --paths -o chain.npy --noise-out z.npy
shape chain.npy '(20000, 5, 2)'; shape z.npy '(20000, 5, 2)'
ok 'a chain starts at the data' sh -c 'drift data select chain.npy --time 0 | cmp - x.npy'
ok 'a chain has the same bytes with one thread' sh -c 'drift noise x.npy -s vp-linear --steps 4 --paths --threads 1 | cmp - chain.npy'
ok 'noisy images keep their shape' sh -c 'drift data digits | drift noise -s vp-cosine -t 0.5 -o images.npy'
shape images.npy '(1797, 8, 8)'
ok 'a chain of images has the axis of steps after the rows' sh -c 'drift data digits -n 3 | drift noise -s linear --steps 2 --paths -o images.npy -v'
shape images.npy '(3, 3, 8, 8)'

ok '--table prints the schedule and its derivatives' drift noise -s linear --table -n 5
prints '^t	alpha	sigma	lambda	f	g2$'; prints '^0.5	0.5	0.5	0	-2	2$'; prints '^1	0	1	-inf	-inf	inf$'

status 2 'noise without schedule and model is a wrong command line' drift noise x.npy -t 0.5
says "^drift noise: missing '--schedule' or '--model'$"
status 2 'noise without a time is a wrong command line' drift noise x.npy -s ve
says "^drift noise: missing time"
status 2 'an unknown schedule is refused and the nearest name suggested' drift noise x.npy -s vp-cosin -t 0.5
says "^drift noise: unknown schedule 'vp-cosin' (did you mean 'vp-cosine'?)"
status 2 'an unknown setting of a schedule is refused and the nearest key suggested' drift noise x.npy -s ve:sigma_p=1 -t 0.5
says "did you mean 'sigma_q'?"
status 2 'a time above 1 is refused' drift noise x.npy -s ve -t 1.5
says "^drift noise: out of range: '1.5' for --time; at least 0, at most 1$"
status 2 'nan is refused as a time' drift noise x.npy -s ve -t nan
status 2 '--steps is refused without --paths' drift noise x.npy -s ve --steps 3
status 2 '--table is refused beside points' drift noise x.npy -s ve --table
status 2 'points and times cannot both be standard input' drift noise -s ve --times -
says "^drift noise: standard input can be used once"
status 2 'noise refuses to write an array to a terminal' script -qec 'drift noise x.npy -s ve -t 1 2>words' /dev/null
cp words err; says "^drift noise: an array is not written to a terminal"
status 1 'noise names a missing file' drift noise none.npy -s ve -t 1
says "^drift noise: cannot open 'none.npy'"
status 1 'rows of several numbers are refused as times' drift noise x.npy -s ve --times z.npy -o no.npy
says "^drift noise: expected one time a row in 'z.npy', found 10$"
drift data gaussian:d=1,std=0 -n 5 -o few.npy
status 1 'fewer times than rows are refused' drift noise x.npy -s ve --times few.npy -o no.npy
says "^drift noise: 'few.npy' ends "
drift data gaussian:d=1,std=0 -n 20001 -o many.npy
status 1 'more times than rows are refused' drift noise x.npy -s ve --times many.npy -o no.npy
says "^drift noise: 'many.npy' has 1 rows too many$"
status 1 'a time of a row outside [0, 1] is refused' drift noise few.npy -s ve --times x.npy -o no.npy
status 1 'a truncated pipe is an error of noise' sh -c 'head -c 1000 x.npy | drift noise -s ve -t 0.5 >/dev/null'
says "^drift noise: truncated 'standard input'"
status 1 'noise reports a full disk' drift noise x.npy -s ve -t 0.5 -o /dev/full
result "$(test ! -e no.npy; echo $?)" 'failures of noise leave no file behind'

done_testing
