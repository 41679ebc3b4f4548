#!/bin/sh
# The tool noise: the same bytes whatever threads, shards and times beside; shapes; the table; bad input.
# shellcheck disable=SC2016  # the loops are for the inner shell
. "$(dirname "$0")/tap.sh"

drift data moons -n 20000 -o x.npy
shape() { drift data show "$1" | sed -n 's/^shape	//p' >out; prints "^$2\$"; }

ok 'points are noised' drift noise x.npy -s ve -t 0.5 -o half.npy --noise-out eps.npy
result "$(test ! -s out && test ! -s err; echo $?)" 'noising points is silent'
shape half.npy '(20000, 2)'; shape eps.npy '(20000, 2)'
ok 'one thread gives the same bytes' sh -c 'drift noise x.npy -s ve -t 0.5 --threads 1 | cmp - half.npy'
ok 'a pipe gives the bytes of a file' sh -c 'drift noise -s ve -t 0.5 <x.npy | cmp - half.npy'
ok 'shards with --first give the bytes of the whole' sh -c 'for k in 0 5000 10000 15000; do
    drift data select x.npy --rows $k:$((k + 5000)) | drift noise -s ve -t 0.5 --first $k; done >shards.npy
    drift data export shards.npy >a; drift data export half.npy | cmp - a'
ok 'shards that follow one another are one stream' sh -c 'for k in 0 7000; do
    drift data moons -n 7000 --first $k; done | drift noise -s ve -t 0.5 | drift data export | head -14000 >b
    head -14000 a | cmp - b'
ok 'several times are an axis' drift noise x.npy -s ve -t 0.1,0.5,1 -o three.npy
shape three.npy '(20000, 3, 2)'
ok 'a time has the same bytes alone and among others' sh -c 'drift data select three.npy --time 1 | cmp - half.npy'
ok 'a file gives a time for each row' sh -c 'yes 0.5 | head -20000 >t; drift data gaussian:d=1,mean=0.5,std=0 -n 20000 -o t.npy
    drift noise x.npy -s ve --times t.npy | cmp - half.npy'
ok 'at t = 0 points stay as they are' sh -c 'drift noise x.npy -s vp-cosine -t 0 | cmp - x.npy'
ok 'the chain is simulated' drift noise x.npy -s vp-linear --steps 4 --paths -o chain.npy --noise-out z.npy
shape chain.npy '(20000, 5, 2)'; shape z.npy '(20000, 5, 2)'
ok 'a chain starts with the data' sh -c 'drift data select chain.npy --time 0 | cmp - x.npy'
ok 'a chain has the same bytes on one thread' sh -c 'drift noise x.npy -s vp-linear --steps 4 --paths --threads 1 | cmp - chain.npy'
ok 'images stay images' sh -c 'drift data digits | drift noise -s vp-cosine -t 0.5 -o images.npy'
shape images.npy '(1797, 8, 8)'
ok 'chains of images stay images' sh -c 'drift data digits -n 3 | drift noise -s linear --steps 2 --paths -o images.npy -v'
shape images.npy '(3, 3, 8, 8)'

ok 'the schedule is printed' drift noise -s linear --table -n 5
prints '^t	alpha	sigma	lambda	f	g2	snr	beta$'; prints '^0.5	0.5	0.5	0	-2	2	1	-$'; prints '^1	0	1	-inf	-inf	inf	0	-$'
ok 'six digits are printed' drift noise -s vp-cosine --table -n 3
prints '^0.5	0.70274	0.711447	-0.0123134	'
ok 'or as many as asked for' drift noise -s vp-cosine --table -n 3 --digits 3
prints '^0.5	0.703	0.711	-0.0123	'
ok 'or all' drift noise -s vp-cosine --table -n 3 --digits 17
prints '^0.5	0.70274'
awk -F'\t' '$1 == 0.5 { exit !(length($2) > 16) }' out; result $? 'all digits are there'
ok 'a chain has its betas' drift noise -s vp-discrete --table -n 11
prints '^0	1	0	inf	.*	inf	-$'; prints '^1	.*	0.02$'; prints '^0.5	.*	0.01004$'
ok 'a rate in continuous time is a beta' drift noise -s vp-linear --table -n 3
prints '^0.5	.*	10.05$'
status 2 'digits are for the table' drift noise x.npy -s ve -t 1 --digits 3
echo '{"weights":[1],"means":[[1e300,0]],"stds":[1]}' >huge.json
drift data mixture:huge.json -n 4 --dtype float64 -o huge.npy
status 1 'what single precision has not is refused, with the row and a cure' drift noise huge.npy -s linear -t 0.1 -o no.npy
says "^drift noise: cannot write 'no.npy': row 0 holds 9e+299, too large for single precision: write it with --dtype float64$"
ok 'double precision has it' drift noise huge.npy -s linear -t 0.1 --dtype float64 -o far.npy

status 2 'a schedule is needed' drift noise x.npy -t 0.5
says "^drift noise: missing '--schedule' or '--model'$"
status 2 'a time is needed' drift noise x.npy -s ve
says "^drift noise: missing time"
status 2 'an unknown schedule is answered with the nearest' drift noise x.npy -s vp-cosin -t 0.5
says "^drift noise: unknown schedule 'vp-cosin' (did you mean 'vp-cosine'?)"
status 2 'an unknown setting is answered with the nearest' drift noise x.npy -s ve:sigma_p=1 -t 0.5
says "did you mean 'sigma_q'?"
status 2 'a time is at most 1' drift noise x.npy -s ve -t 1.5
says "^drift noise: out of range: '1.5' for --time; at least 0, at most 1$"
status 2 'nan is no time' drift noise x.npy -s ve -t nan
status 2 'steps are for paths' drift noise x.npy -s ve --steps 3
status 2 'a table takes no points' drift noise x.npy -s ve --table
status 2 'standard input is read once' drift noise -s ve --times -
says "^drift noise: standard input can be used once"
status 2 'no array is written to a terminal' script -qec 'drift noise x.npy -s ve -t 1 2>words' /dev/null
cp words err; says "^drift noise: an array is not written to a terminal"
status 1 'a missing file is named' drift noise none.npy -s ve -t 1
says "^drift noise: cannot open 'none.npy'"
status 1 'times are as many as rows' drift noise x.npy -s ve --times z.npy -o no.npy
says "^drift noise: expected one time per row in 'z.npy', found 10$"
drift data gaussian:d=1,std=0 -n 5 -o few.npy
status 1 'too few times are an error' drift noise x.npy -s ve --times few.npy -o no.npy
says "^drift noise: 'few.npy' ends "
drift data gaussian:d=1,std=0 -n 20001 -o many.npy
status 1 'too many times are an error' drift noise x.npy -s ve --times many.npy -o no.npy
says "^drift noise: 'many.npy' has 1 rows too many$"
status 1 'a time of a row is from 0 to 1' drift noise few.npy -s ve --times x.npy -o no.npy
status 1 'a truncated pipe is not success' sh -c 'head -c 1000 x.npy | drift noise -s ve -t 0.5 >/dev/null'
says "^drift noise: truncated 'standard input'"
status 1 'a full disk is noticed' drift noise x.npy -s ve -t 0.5 -o /dev/full
result "$(test ! -e no.npy; echo $?)" 'no failure left a file'

done_testing
