#!/bin/sh
# What a network of train learns: predictions, weights, times, optimisers.
. "$(dirname "$0")/training.sh"
train x.npy -o one.model

for target in x0 eps score velocity edm; do
    ok "a network is trained on $target" train x.npy --predict $target -o $target.model
    ok "a model of $target is sampled" drift sample -m $target.model -n 3 -o few.npy
done
ok 'a network is trained on single steps' train x.npy -s ve --predict previous:dt=0.1 -o steps.model
drift data show steps.model | grep -q '^prediction	previous:dt=0.1$'; result $? 'a model of single steps keeps its step'
ok 'ddpm takes the steps of such a model as they are' drift sample -m steps.model --solver ddpm -n 3 -v -o few.npy
says '10 steps from t = 1 to 0, 10 evaluations per row'
status 2 'ddim takes them in no other number' drift sample -m steps.model --solver ddim --steps 20 -n 3 -o no.npy
says 'take 10 steps on grid time from 1 to 0$'
ok 'heun reads x0 off single steps' drift sample -m steps.model --solver heun --steps 30 --t-min 0.1 -n 3 -o few.npy
status 2 'x0 is not read off before the first step' drift sample -m steps.model --solver heun --steps 30 -n 3 -o no.npy
says 'set t-min 0.1, or take fewer steps$'
status 2 'a path with a drift has no such steps' train x.npy --predict previous -o no.model
says "^drift train: prediction previous exists on schedule ve alone, found 'vp-cosine': "
status 2 'the steps from 1 to 0 are whole in number' train x.npy -s ve --predict previous:dt=0.3 -o no.model
says 'near it: 0.333333333$'

for weight in constant snr truncated-snr min-snr soft-min-snr p2 edm elbo inverse-variance; do
    ok "errors are weighted by $weight" train x.npy --weight $weight -o weighed.model
    differ "weight $weight changes the model" one.model weighed.model
done
ok 'weight uniform with stratified times trains' train x.npy --weight uniform --time-sampling stratified -o default.model
same 'weight uniform and stratified times are the default' one.model default.model
for law in uniform logit-normal log-normal mode importance:bins=4,kept=2; do
    ok "one thread draws times by $law" train x.npy --time-sampling $law -o law.model --threads 1
    ok "two threads draw times by $law" train x.npy --time-sampling $law -o two.model --threads 2
    same "times by $law are the same bytes for one and two threads" law.model two.model
    differ "times by $law change the model" one.model law.model
done

for optimizer in adamw:decay=0.1 sgd:momentum=0.5; do
    ok "$optimizer trains" train x.npy -o other.model --optimizer $optimizer --clip 0.5
    differ "$optimizer is another training than adam" one.model other.model
done
done_testing
