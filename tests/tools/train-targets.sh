#!/bin/sh
# What a network of train learns: predictions, weights, times, optimisers.
. "$(dirname "$0")/training.sh"
train x.npy -o one.model

for target in x0 eps score velocity edm; do
    ok "a network is trained on $target" train x.npy --predict $target -o $target.model
    ok "a model of $target is sampled" drift sample -m $target.model -n 3 -o few.npy
done
for target in eps score; do
    ok "a network of $target is trained on linear, where alpha comes to 0" train x.npy -s linear --predict $target -o straight.model
    ok "and sampled by default" drift sample -m straight.model -n 3 -o few.npy
    ok "and by ddim from the last time at which it stands" drift sample -m straight.model --solver ddim --grid time -n 3 -v -o few.npy
    says '50 steps from t = 0.990099 to 0,'
    ok "rows are encoded by it" drift sample -m straight.model --init few.npy --encode -o up.npy
    ok "and rated" drift eval nll few.npy -m straight.model
    status 2 "a time at which a network of $target says nothing is refused" drift sample -m straight.model --solver ddim --t-max 1 --grid time -n 3 -o no.npy
    says 'the model divides by alpha, which is 0 at t = 1: set t-max to 0.99009901 or less$'
    status 2 "by eval too" drift eval nll few.npy -m straight.model --t-max 1
    says 'the model divides by alpha, which is 0 at t-max 1: set it to 0.99009901 or less$'
done
ok 'a network is trained on single steps' train x.npy -s ve --predict previous:dt=0.1 -o steps.model
drift data show steps.model | grep -q '^prediction	previous:dt=0.1$'; result $? 'a model of single steps keeps its step'
ok 'ddpm takes the steps of such a model as they are' drift sample -m steps.model --solver ddpm -n 3 -v -o few.npy
grep -q '10 steps from t = 1 to 0, 10 evaluations per row' err; result $? 'they are told'
status 2 'ddim takes them in no other number' drift sample -m steps.model --solver ddim --steps 20 -n 3 -o no.npy
says 'take 10 steps on grid time from 1 to 0$'
ok 'heun reads x0 off single steps' drift sample -m steps.model --solver heun --steps 30 --t-min 0.1 -n 3 -o few.npy
status 2 'x0 is not read off before the first step' drift sample -m steps.model --solver heun --grid time --steps 30 -n 3 -o no.npy
says 'set t-min 0.1, or take fewer steps$'
ok 'unless told, solvers end where such a model still answers, then at its x0' drift sample -m steps.model --solver heun --steps 30 -n 3 -o few.npy
status 2 'a path with a drift has no such steps' train x.npy --predict previous -o no.model
says "^drift train: prediction previous exists on schedule ve alone, found 'vp-cosine': "
status 2 'the steps from 1 to 0 are whole in number' train x.npy -s ve --predict previous:dt=0.3 -o no.model
says 'near it: 0.333333333$'

for weight in constant snr truncated-snr min-snr soft-min-snr p2 elbo; do
    ok "errors are weighted by $weight" train x.npy --weight $weight -o weighed.model
    differ "weight $weight changes the model" one.model weighed.model
done
for weight in edm inverse-variance; do
    ok "errors are weighted by $weight" train x.npy --weight $weight -o weighed.model
    same "weight $weight is 1 on v along vp-cosine, at all times" one.model weighed.model
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
