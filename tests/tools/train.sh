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
status 1 'a full disk is noticed' train x.npy -o /dev/full
says "/dev/full"
result "$(test ! -e no.model; echo $?)" 'no failure left a model'

done_testing
