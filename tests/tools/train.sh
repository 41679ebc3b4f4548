#!/bin/sh
# The tool train: the same bytes whatever the threads, from a file and from a pipe; classes and classifiers.
. "$(dirname "$0")/training.sh"

ok 'a model is trained by one thread' train x.npy -o one.model --threads 1
result "$(test ! -s out && test ! -s err; echo $?)" 'a training is silent'
ok 'a model is trained by two threads' train x.npy -o two.model --threads 2
same 'one and two threads train the same bytes' one.model two.model
ok 'a pipe is read as a file is' sh -c "drift train $small -o pipe.model <x.npy && cmp one.model pipe.model"
ok 'another seed trains' train x.npy -o seed.model --seed 1
differ 'another seed is another model' one.model seed.model
ok 'a model goes down a pipe' sh -c "drift train $small x.npy -o - | cmp - one.model"

ok 'a model is shown' drift data show one.model
grep -q '^input.weight	16,' out; result $? "a model's tensors have their shapes"

drift data digits --labels-out labels.npy -o digits.npy
ok 'a model of classes is trained' train digits.npy --labels labels.npy -o digits.model -v
grep -q '^network mlp:width=16,depth=1' err; result $? '-v says what was trained'

ok 'a classifier is trained' train digits.npy --labels labels.npy --task classify -o class.model
ok 'a classifier is shown' drift data show class.model
grep -q '^output.weight	10,16' out; result $? 'a classifier has an output for each class'
ok 'a classifier may draw its times by importance' \
    train digits.npy --labels labels.npy --task classify --time-sampling importance -o class.model
status 1 'a classifier draws no samples' drift sample -m class.model -n 5 -o no.npy
says "^drift sample: a classifier draws no rows: 'class.model'"

done_testing
