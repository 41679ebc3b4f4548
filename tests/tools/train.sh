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

ok 'a classifier is trained' train digits.npy --labels labels.npy --task classify -o class.model
ok 'it is shown' drift data show class.model
grep -q '^output.weight	10,16' out; result $? 'it has an output for each class'
status 1 'it draws no rows' drift sample -m class.model -n 5 -o no.npy
says "^drift sample: a classifier draws no rows: 'class.model'"
status 2 'it needs classes' train x.npy --task classify -o no.model
says "^drift train: missing '--labels'"
status 2 'it predicts nothing' train digits.npy --labels labels.npy --task classify --predict x0 -o no.model
says "^drift train: '--predict' means nothing with --task classify"
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
