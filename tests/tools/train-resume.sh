#!/bin/sh
# Checkpoints of train: the end is the same after any stop.
. "$(dirname "$0")/training.sh"

long='--steps 10000 --batch 64 --network mlp:width=16,depth=1'
endless='--steps 1000000000 --batch 64 --network mlp:width=16,depth=1'
# there FILE: waits for a file that has contents, at most 60 s.
there() { tries=6000; until [ -s "$1" ] || [ $((tries -= 1)) -eq 0 ]; do sleep 0.01; done; }
# ends SIGNAL STATUS: the training in the background, once there is a checkpoint, ends within 2 s with that status.
ends() {
    there c
    kill -"$1" $process
    (sleep 2; kill -KILL $process) 2>/dev/null & watch=$!
    wait $process; got=$?
    kill $watch 2>/dev/null
    [ $got -eq "$2" ]; result $? "SIG$1 ends a training within 2 s (status $got)"
}
# shellcheck disable=SC2086 # the words of $long are options
{
ok 'a training goes from begin to end' drift train $long x.npy -o whole.model
for threads in 1 2; do
    rm -f c
    # a shell has its background ignore SIGINT
    env --default-signal=INT drift train $long x.npy -o part.model --checkpoint c --checkpoint-every 100 --threads $threads 2>err & process=$!
    ends INT 130
    says "^drift train: stopped after step [0-9]*; go on with --resume 'c'$"
    result "$(test ! -e part.model && test ! -e c.lock; echo $?)" 'a stopped training leaves no model and no lock'
    ok "a training stopped on $threads threads goes on with another number" \
        drift train $long x.npy -o part.model --resume c --threads $((3 - threads))
    same 'a training stopped by a signal ends with the bytes of one in one go' whole.model part.model
    rm -f part.model
done
rm -f c part.model
drift train $long x.npy -o part.model --checkpoint c --checkpoint-every 10 & process=$!
there c
kill -KILL $process; wait $process 2>/dev/null
ok 'a killed training leaves a whole checkpoint' drift data show c
ok 'a killed training goes on' drift train $long x.npy -o part.model --checkpoint c --resume c
same 'a killed training ends with the bytes of one in one go' whole.model part.model
ok 'a checkpoint is a model' drift sample -m c -n 10 -o points.npy
ok 'a longer training goes on from a checkpoint' drift train --steps 10010 ${long#* * } x.npy -o part.model --resume c -v
result "$(grep -q '^steps 10010, not 10000 as planned' err; echo $?)" 'a longer training says what the rate does'
drift data spiral -n 100 --first 500 -o valid.npy
status 1 'a training of another rate does not go on' drift train $long --lr 0.1 x.npy -o no.model --resume c
says "^drift train: cannot resume 'c': learning rate was 0.002, is now 0.1$"
status 1 'a training on other rows does not go on' drift train $long valid.npy -o no.model --resume c
says "^drift train: cannot resume 'c': number of rows was 500, is now 100$"
status 1 'a training of other times does not go on' drift train $long --time-sampling uniform x.npy -o no.model --resume c
says "^drift train: cannot resume 'c': time sampling was stratified, is now uniform$"
# shellcheck disable=SC2317
asked() { drift train ${small#* * } --decay constant --time-sampling importance:bins=4,kept=2 --weight min-snr x.npy "$@"; }
ok 'times go by the losses of 40 steps' asked --steps 40 -o whole.model
ok 'times go by the losses up to a checkpoint' asked --steps 20 -o part.model --checkpoint losses --threads 1
ok 'times go by the losses that the checkpoint holds' asked --steps 40 -o part.model --resume losses --threads 2
same 'times by the losses end with the bytes of a training in one go' whole.model part.model
# An older checkpoint, whose conditions have the names of options: the first 20 of 40 steps.
former=$(dirname "$0")/../reference/checkpoint/option-names.checkpoint
drift data moons -n 60 --labels-out moon-labels.npy -o moons.npy
# shellcheck disable=SC2317
former() {
    drift train moons.npy --labels moon-labels.npy --steps 40 --batch 32 --network mlp:width=4,depth=1,waves=0,embedding=4 \
        --optimizer adamw:decay=0.1 --clip 0.5 --decay constant --average power:width=0.2 --drop-label 0.25 --seed 3 --lr 0.01 \
        --time-sampling importance:bins=4,kept=2 --weight min-snr --predict x0 --snapshot-every 1000 "$@"
}
ok 'a training takes 40 steps in one go' former -o whole.model --snapshots former-whole
ok 'a training goes on from an older checkpoint' former -o part.model --snapshots former-part --resume "$former"
same 'an older checkpoint leads to the same bytes' whole.model part.model
ok 'an older checkpoint leads to the same snapshots' diff -r former-whole former-part
status 1 'a model is no checkpoint' drift train $long x.npy -o no.model --resume whole.model
says "^drift train: no checkpoint: 'whole.model'"
status 143 'SIGTERM ends a training without a checkpoint' timeout --preserve-status -k 2 0.2 drift train $endless x.npy -o no.model
says '^drift train: stopped after step [0-9]*; nothing is saved without --checkpoint$'

rm -f c
drift train $endless x.npy -o no.model --checkpoint c --checkpoint-every 100 2>first & process=$!
there c.lock
status 1 'a checkpoint has one writer' drift train $long x.npy -o no.model --checkpoint c
says "^drift train: 'c' is in use: process $process writes it$"
ends TERM 143
}
status 1 'a checkpoint on a full disk is noticed' train x.npy -o no.model --checkpoint /dev/full
says "/dev/full"
status 2 'a checkpoint is no standard output' train x.npy -o no.model --checkpoint -
says '^drift train: a checkpoint is replaced'
done_testing
