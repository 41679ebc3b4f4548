#!/bin/sh
# Averages of train's parameters: none, and of any width afterwards.
. "$(dirname "$0")/training.sh"
train x.npy -o one.model

ok 'the newest parameters can be kept' train x.npy -o other.model --average none
ok 'a model without an average is shown' drift data show other.model
prints '^average	none$'
ok 'snapshots are kept' train x.npy -o s.model --snapshots s --snapshot-every 5
same 'snapshots change no model' one.model s.model
ok 'a stored average is combined from itself' drift train average s/*.model --width 0.05 -o a.model
same 'a stored average is combined to its own bytes' a.model s/0000020-0.05.model
ok 'another width is combined' drift train average s/*.model --width 0.07 -o a.model -v
result "$(grep -q '^power:width=0.07 at step 20, misfit of its profile [0-9.e-]*$' err; echo $?)" 'train average says how near it comes'
ok 'a combined average is a model' drift sample -m a.model -n 10 -o points.npy
status 1 'a model is no snapshot' drift train average one.model -o no.model
says "^drift train: no snapshot: 'one.model' holds the average warmup:decay=0.999"
status 2 'a width below that of the uniform average is refused' train x.npy -o no.model --average power:width=0.3
says "^drift train: out of range: '0.3' for average power, width"
done_testing
