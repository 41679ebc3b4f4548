#!/bin/sh
# The tool train: the same bytes whatever the threads, and nothing written when it fails.
. "$(dirname "$0")/tap.sh"

drift data spiral -n 500 -o x.npy
small='--steps 20 --batch 64 --network mlp:width=16,depth=1'
# shellcheck disable=SC2086,SC2317  # the words of $small are options; the function is called by name
train() { drift train $small "$@"; }

ok 'a model is trained' train x.npy -o one.model --threads 1
result "$(test ! -s out && test ! -s err; echo $?)" 'it is silent'
ok 'it is trained by two threads' train x.npy -o two.model --threads 2
ok 'the bytes are the same' cmp one.model two.model
ok 'a pipe is read as a file is' sh -c "drift train $small -o pipe.model <x.npy && cmp one.model pipe.model"
ok 'another seed is another model' train x.npy -o seed.model --seed 1
status 1 'its bytes differ' cmp -s one.model seed.model
ok 'a model goes down a pipe' sh -c "drift train $small x.npy -o - | cmp - one.model"

ok 'a model is shown' drift data show one.model
grep -q '^input.weight	16,' out; result $? 'its tensors have their shapes'

drift data digits --labels-out labels.npy -o digits.npy
ok 'classes are learnt' train digits.npy --labels labels.npy -o digits.model -v
grep -q '^network mlp:width=16,depth=1' err; result $? 'it says what was trained'

for target in x0 eps score velocity edm; do
    ok "a network is trained on $target" train x.npy --predict $target -o $target.model
    ok 'and sampled' drift sample -m $target.model -n 3 -o few.npy
done
ok 'on single steps too' train x.npy -s ve --predict previous:dt=0.1 -o steps.model
drift data show steps.model | grep -q '^prediction	previous:dt=0.1$'; result $? 'the model keeps its step'
ok 'which are taken as they are' drift sample -m steps.model --solver ddpm -n 3 -v -o few.npy
says '10 steps from t = 1 to 0, 10 evaluations a row'
status 2 'and not otherwise' drift sample -m steps.model --solver ddim --steps 20 -n 3 -o no.npy
says 'give --steps 10 on --grid time from 1 to 0$'
ok 'another solver reads x0 off them' drift sample -m steps.model --solver heun --steps 30 --t-min 0.1 -n 3 -o few.npy
status 2 'where there is a step back' drift sample -m steps.model --solver heun --steps 30 -n 3 -o no.npy
says 'set --t-min 0.1, or take fewer steps$'
status 2 'other paths have no such steps' train x.npy --predict previous -o no.model
says "^drift train: prediction previous exists on schedule ve alone, found 'vp-cosine': "
status 2 'steps are whole' train x.npy -s ve --predict previous:dt=0.3 -o no.model
says 'near it: 0.333333333$'
for weight in constant snr truncated-snr min-snr soft-min-snr p2 edm elbo inverse-variance; do
    ok "errors are weighted by $weight" train x.npy --weight $weight -o weighed.model
    status 1 'to another model' cmp -s one.model weighed.model
done
ok 'uniform is the default' train x.npy --weight uniform --time-sampling stratified -o default.model
ok 'byte for byte' cmp one.model default.model
for law in uniform logit-normal log-normal mode importance:bins=4,kept=2; do
    ok "times are drawn by $law" train x.npy --time-sampling $law -o law.model --threads 1
    ok 'the same with two threads' train x.npy --time-sampling $law -o two.model --threads 2
    ok 'the bytes are the same' cmp law.model two.model
    status 1 'the law matters' cmp -s one.model law.model
done
status 2 'an unknown weight is answered with the nearest' train x.npy --weight min-snt -o no.model
says "did you mean 'min-snr'?"
status 2 'a law that the schedule never meets' train x.npy --time-sampling log-normal:mean=90 -o no.model
says 'never meets schedule vp-cosine'

# Optimisers and averages.
for optimizer in adamw:decay=0.1 sgd:momentum=0.5; do
    ok "$optimizer is another training" train x.npy -o other.model --optimizer $optimizer --clip 0.5
    status 1 'its bytes differ' cmp -s one.model other.model
done
ok 'the newest parameters can be kept' train x.npy -o other.model --average none
drift data show other.model >out; prints '^average	none$'
status 2 'a width is below that of the uniform average' train x.npy -o no.model --average power:width=0.3
says "^drift train: out of range: '0.3' for average power, width"
status 2 'an unknown optimiser is answered with the nearest' train x.npy -o no.model --optimizer adamm
says "did you mean 'adam'"

# Validation and the log.
drift data spiral -n 100 --first 500 -o valid.npy
ok 'the loss is measured on rows kept aside' train x.npy -o v.model --valid valid.npy -v
result "$(cmp -s one.model v.model; echo $?)" 'which changes nothing'
result "$(grep -c '^  level [1-8] of 8  [0-9.e-]*$' err | grep -qx 8; echo $?)" 'it is said by noise level'
cp err first; ok 'again' train x.npy -o v.model --valid valid.npy -v
result "$(cmp -s first err; echo $?)" 'the draws are the same'
status 2 'a loss that nobody sees is not measured' train x.npy -o no.model --valid valid.npy
says '^drift train: nothing shows the loss'
status 1 'the rows kept aside have the shape of the others' train x.npy -o no.model --valid digits.npy -v
says "^drift train: rows of 'digits.npy' have another shape"
ok 'a log is kept' train x.npy -o l.model --log log --log-every 5 --valid valid.npy --valid-every 10
result "$(cmp -s one.model l.model; echo $?)" 'which changes nothing'
number='-\{0,1\}[0-9.]*\(e-\{0,1\}[0-9]*\)\{0,1\}' list='\[[0-9.e,-]*\]'
line="{\"step\":[0-9]*,\"loss\":$number,\"levels\":$list,\"gradient_norm\":$number,\"rate\":$number,\"rows_per_second\":$number"
result "$(grep -cx "$line}" log | grep -qx 2; echo $?)" 'with a line at steps 5 and 15'
result "$(grep -cx "$line,\"valid_loss\":$number,\"valid_levels\":$list}" log | grep -qx 2; echo $?)" 'and one with the loss on rows kept aside at steps 10 and 20'
status 1 'a log on a full disk is noticed' train x.npy -o no.model --log /dev/full --log-every 5
says "^drift train: cannot write '/dev/full'"
status 2 'lines are counted for a log' train x.npy -o no.model --log-every 5

# Checkpoints: the end is the same after any stop.
long='--steps 10000 --batch 64 --network mlp:width=16,depth=1'
endless='--steps 1000000000 --batch 64 --network mlp:width=16,depth=1'
# ends SIGNAL STATUS: the training in the background, once there is a checkpoint, ends within 2 s with that status.
ends() {
    until [ -e c ]; do sleep 0.01; done
    kill -"$1" $process
    (sleep 2; kill -KILL $process) 2>/dev/null & watch=$!
    wait $process; got=$?
    kill $watch 2>/dev/null
    [ $got -eq "$2" ]; result $? "SIG$1 ends a training within 2 s (status $got)"
}
# shellcheck disable=SC2086
{
ok 'a long training' drift train $long x.npy -o whole.model
for threads in 1 2; do
    rm -f c
    # a shell has its background ignore SIGINT
    env --default-signal=INT drift train $long x.npy -o part.model --checkpoint c --checkpoint-every 100 --threads $threads 2>err & process=$!
    ends INT 130
    says "^drift train: stopped after step [0-9]*; go on with --resume 'c'$"
    result "$(test ! -e part.model && test ! -e c.lock; echo $?)" 'without a model, and without a lock'
    ok 'it goes on' drift train $long x.npy -o part.model --resume c --threads $((3 - threads))
    ok 'to the same bytes' cmp whole.model part.model
    rm -f part.model
done
rm -f c part.model
drift train $long x.npy -o part.model --checkpoint c --checkpoint-every 10 & process=$!
until [ -e c ]; do sleep 0.01; done
kill -KILL $process; wait $process 2>/dev/null
ok 'a killed training left a whole checkpoint' drift data show c
ok 'it goes on' drift train $long x.npy -o part.model --checkpoint c --resume c
ok 'to the same bytes' cmp whole.model part.model
ok 'a checkpoint is a model' drift sample -m c -n 10 -o points.npy
ok 'a longer training goes on from it' drift train --steps 10010 ${long#* * } x.npy -o part.model --resume c -v
result "$(grep -q '^steps 10010, not 10000 as planned' err; echo $?)" 'it is said what the rate does'
status 1 'another training does not' drift train $long --lr 0.1 x.npy -o no.model --resume c
says "^drift train: cannot resume 'c': --lr was 0.002, is now 0.1$"
status 1 'nor one on other rows' drift train $long valid.npy -o no.model --resume c
says "^drift train: cannot resume 'c': number of rows was 500, is now 100$"
status 1 'nor one of other times' drift train $long --time-sampling uniform x.npy -o no.model --resume c
says "^drift train: cannot resume 'c': --time-sampling was stratified, is now uniform$"
# shellcheck disable=SC2086,SC2317
asked() { drift train ${small#* * } --decay constant --time-sampling importance:bins=4,kept=2 --weight min-snr x.npy "$@"; }
ok 'times go by the losses' asked --steps 40 -o whole.model
ok 'up to a checkpoint' asked --steps 20 -o part.model --checkpoint losses --threads 1
ok 'and on from it' asked --steps 40 -o part.model --resume losses --threads 2
ok 'the bytes are those of a training in one go' cmp whole.model part.model
status 1 'a model is no checkpoint' drift train $long x.npy -o no.model --resume whole.model
says "^drift train: no checkpoint: 'whole.model'"
status 143 'SIGTERM ends a training without a checkpoint' timeout --preserve-status -k 2 0.2 drift train $endless x.npy -o no.model
says '^drift train: stopped after step [0-9]*; nothing is saved without --checkpoint$'

rm -f c
drift train $endless x.npy -o no.model --checkpoint c --checkpoint-every 100 2>first & process=$!
until [ -s c.lock ]; do sleep 0.01; done
status 1 'a checkpoint has one writer' drift train $long x.npy -o no.model --checkpoint c
says "^drift train: 'c' is in use: process $process writes it$"
ends TERM 143
}
status 1 'a checkpoint on a full disk is noticed' train x.npy -o no.model --checkpoint /dev/full
says "/dev/full"
status 2 'a checkpoint is a file' train x.npy -o no.model --checkpoint -
says '^drift train: a checkpoint is replaced'

# peak FILE: the most memory, in kB, that a training on it has held, once it is under way.
peak() {
    rm -f c
    # shellcheck disable=SC2086
    drift train "$1" $endless -o no.model --checkpoint c --checkpoint-every 10 2>err & process=$!
    until [ -e c ]; do sleep 0.01; done
    sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB$/\1/p' /proc/$process/status
    kill -KILL $process; wait $process 2>/dev/null
}
rows=4000000
drift data spiral -n $rows -o large.npy
{ printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '<f4', 'fortran_order': True, 'shape': ($rows, 2), }"; tail -c $((8 * rows)) large.npy; } >columns.npy
drift data spiral -n $rows --dtype float64 -o double.npy
few=$(peak x.npy)
for file in large columns double; do
    many=$(peak $file.npy)
    [ $((many - few)) -lt $((8 * rows * 13 / 10 / 1000)) ]
    result $? "memory holds the rows of $file.npy once, in single precision ($((many - few)) kB of $((8 * rows / 1000)))"
done
rm large.npy columns.npy double.npy c.lock

# Averages afterwards.
ok 'snapshots are kept' train x.npy -o s.model --snapshots s --snapshot-every 5
result "$(cmp -s one.model s.model; echo $?)" 'which changes nothing'
ok 'a stored average is combined from itself' drift train average s/*.model --width 0.05 -o a.model
ok 'to the same bytes' cmp a.model s/0000020-0.05.model
ok 'another width is combined' drift train average s/*.model --width 0.07 -o a.model -v
result "$(grep -q '^power:width=0.07 at step 20, misfit of its profile [0-9.e-]*$' err; echo $?)" 'it says how near it comes'
ok 'it is a model' drift sample -m a.model -n 10 -o points.npy
status 1 'other models are no snapshots' drift train average one.model -o no.model
says "^drift train: no snapshot: 'one.model' holds the average warmup:decay=0.999"

ok 'a classifier is trained' train digits.npy --labels labels.npy --task classify -o class.model
ok 'it is shown' drift data show class.model
grep -q '^output.weight	10,16' out; result $? 'it has an output for each class'
status 1 'it draws no rows' drift sample -m class.model -n 5 -o no.npy
says "^drift sample: a classifier draws no rows: 'class.model'"
status 2 'it needs classes' train x.npy --task classify -o no.model
says "^drift train: missing '--labels'"
status 2 'it predicts nothing' train digits.npy --labels labels.npy --task classify --predict x0 -o no.model
says "^drift train: '--predict' means nothing with --task classify"
status 2 'it weighs no noise' train digits.npy --labels labels.npy --task classify --weight snr -o no.model
ok 'but it may ask for times' train digits.npy --labels labels.npy --task classify --time-sampling importance -o class.model
status 2 'a model has to go somewhere' drift train x.npy
says "^drift train: missing '--output'$"
status 2 'a model is not written to a terminal' script -qec "drift train $small x.npy -o - 2>words" /dev/null
cp words err; says "terminal.*-o"
status 1 'a missing file is named' train none.npy -o no.model
says "^drift train: cannot open 'none.npy'"
status 1 'labels must be as many as rows' train x.npy --labels labels.npy -o no.model
says "^drift train: expected 500 labels in 'labels.npy', one a row of 'x.npy', found 1797$"
status 2 'standard input is read once' train - --labels - -o no.model
says "^drift train: standard input can be used once"
status 2 'an unknown schedule is answered with the nearest' train x.npy -s vp-cosin -o no.model
says "^drift train: unknown schedule 'vp-cosin' (did you mean 'vp-cosine'?)"
status 2 'an unknown setting too' drift train x.npy --network mlp:widht=3 -o no.model
says "did you mean 'width'?"
status 2 'a rate is a number' train x.npy --lr nan -o no.model
status 2 'a batch has rows' drift train x.npy --batch 0 -o no.model
says 'batch'
nan_array() { printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"; printf '\0\0\200\77\0\0\300\177'; }
nan_array >nan.npy
status 1 'NaN is refused, with its row' train nan.npy -o no.model
says "^drift train: not a finite number in 'nan.npy': row 1$"
head -c 300 x.npy >cut.npy
status 1 'a truncated file is refused' train cut.npy -o no.model
says "truncated 'cut.npy'"
status 3 'a training that diverges stops at its step' drift train x.npy --network mlp:width=16 --lr 1e30 --steps 200 -o no.model
says "^drift train: training diverged: loss not finite at step [0-9]*"
status 3 'its checkpoint is of a step before' drift train x.npy --network mlp:width=16 --lr 1e30 --steps 200 -o no.model --checkpoint d --checkpoint-every 1
ok 'and whole, with finite numbers' drift data show d
status 1 'a full disk is noticed' train x.npy -o /dev/full
says "/dev/full"
result "$(test ! -e no.model; echo $?)" 'no failure left a model'

done_testing
