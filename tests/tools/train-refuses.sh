#!/bin/sh
# What train refuses: wrong options, bad files, full disks, numbers that diverge. No failure leaves a model.
. "$(dirname "$0")/training.sh"
drift data digits --labels-out labels.npy -o digits.npy

status 2 'an unknown weight is answered with the nearest' train x.npy --weight min-snt -o no.model
says "did you mean 'min-snr'?"
status 2 'a law of times that the schedule never meets is refused' train x.npy --time-sampling log-normal:mean=90 -o no.model
says 'never meets schedule vp-cosine'
status 2 'an unknown optimiser is answered with the nearest' train x.npy -o no.model --optimizer adamm
says "did you mean 'adam'"
status 2 'an unknown schedule is answered with the nearest' train x.npy -s vp-cosin -o no.model
says "^drift train: unknown schedule 'vp-cosin' (did you mean 'vp-cosine'?)"
status 2 'an unknown setting is answered with the nearest' drift train x.npy --network mlp:widht=3 -o no.model
says "did you mean 'width'?"
status 2 'a rate is a number' train x.npy --lr nan -o no.model
status 2 'a batch has rows' drift train x.npy --batch 0 -o no.model
says 'batch'

status 2 'a classifier needs classes' train x.npy --task classify -o no.model
says "^drift train: missing '--labels'"
status 2 'a classifier has no prediction' train digits.npy --labels labels.npy --task classify --predict x0 -o no.model
says "^drift train: '--predict' means nothing with --task classify"
status 2 'a classifier weighs no noise' train digits.npy --labels labels.npy --task classify --weight snr -o no.model

status 2 'a model has to go somewhere' drift train x.npy
says "^drift train: missing '--output'$"
status 2 'a model is not written to a terminal' script -qec "drift train $small x.npy -o - 2>words" /dev/null
cp words err; says "terminal.*-o"
status 1 'a missing file is named' train none.npy -o no.model
says "^drift train: cannot open 'none.npy'"
status 1 'labels must be as many as rows' train x.npy --labels labels.npy -o no.model
says "^drift train: expected 500 labels in 'labels.npy', one per row of 'x.npy', found 1797$"
status 2 'standard input is read once' train - --labels - -o no.model
says "^drift train: standard input can be used once"
nan_array() { printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"; printf '\0\0\200\77\0\0\300\177'; }
nan_array >nan.npy
status 1 'NaN is refused, with its row' train nan.npy -o no.model
says "^drift train: not a finite number in 'nan.npy': row 1$"
# offset MEAN: 200 points about (MEAN, MEAN), in double precision.
offset() { echo "{\"weights\":[1],\"means\":[[$1,$1]],\"stds\":[1]}" >offset.json; drift data mixture:offset.json -n 200 --dtype float64; }
offset 1e300 >huge.npy
status 1 'a number too large for single precision is refused, with its row' train huge.npy -o no.model
says "^drift train: too large for single precision in 'huge.npy': row 0 holds 1e+300$"
offset 1e17 >rounded.npy
status 1 'rounded numbers that keep no spread are refused, with the numbers' train rounded.npy -o no.model
says "^drift train: nothing is left of the spread of 'rounded.npy': beside 1e+17 the steps of float64 are 16; take the mean off"
offset 1e8 | drift data select - --dtype float32 -o single.npy
status 1 'so are those of single precision' train single.npy -o no.model
says "beside 100000000 the steps of float32 are 8; take the mean off"
head -c 300 x.npy >cut.npy
status 1 'a truncated file is refused' train cut.npy -o no.model
says "truncated 'cut.npy'"

status 3 'a training that diverges stops at its step' drift train x.npy --network mlp:width=16 --lr 1e30 --steps 200 -o no.model
says "^drift train: training diverged: loss not finite at step [0-9]*"
status 3 'a training that diverges keeps the checkpoint of a step before' \
    drift train x.npy --network mlp:width=16 --lr 1e30 --steps 200 -o no.model --checkpoint d --checkpoint-every 1
ok 'that checkpoint is whole, with finite numbers' drift data show d
status 1 'a full disk is noticed' train x.npy -o /dev/full
says "/dev/full"
result "$(test ! -e no.model; echo $?)" 'no failure left a model'
done_testing
