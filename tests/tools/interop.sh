#!/bin/sh
# PyTorch, where it is, rebuilds a model from its file and agrees with drift. Argument: the folder of the examples.
. "$(dirname "$0")/tap.sh"

/usr/bin/env python3 -c 'import numpy, torch' 2>/dev/null && python=python3
/usr/bin/python3 -c 'import numpy, torch' 2>/dev/null && python=/usr/bin/python3
[ -n "${python:-}" ] || { echo '1..0 # skipped: no PyTorch'; exit 77; }

drift data 8gaussians -n 200 --labels-out labels.npy -o x0.npy
asked=
# ask TIME OPTIONS...: a model trained with these options, and drift's own answer at this time.
ask() {
    t=$1; shift
    name=m$(echo "$*" | tr -c 'a-z0-9.\n' -)
    drift train x0.npy "$@" --steps 100 --batch 64 -o "$name"
    drift noise x0.npy -m "$name" -t "$t" --dtype float64 -o "$name.xt"
    drift sample -m "$name" --init "$name.xt" --t-max "$t" --t-min 0 --steps 1 --grid time --dtype float64 -o "$name.x"
    asked="$asked $name $name.xt $t $name.x"
}
script=$1/interop/load_in_pytorch.py

for network in mlp mlp:time=concat plain mlp:waves=0 mlp:width=32,depth=0 mlp:activation=gelu plain:activation=tanh,depth=1 \
    mlp:activation=relu,time=concat plain:activation=silu; do
    ask 0.5 --network "$network"
done
for network in mlp mlp:time=concat,depth=2 plain:embedding=8; do
    ask 0.5 --network "$network" --labels labels.npy
done
for prediction in x0 eps v score velocity edm; do
    ask 0.4 --network mlp:width=32,depth=1 --predict "$prediction"
    ask 0.4 --network mlp:width=32,depth=1 --predict "$prediction" -s ve-geometric
done
ask 1 --network mlp:width=32,depth=1 --predict previous:dt=1 -s ve
for schedule in linear ve ve-geometric:sigma_max=9 edm:sigma_max=20 vp-linear vp-cosine:s=0.02 sub-vp vp-discrete:n=50 \
    vp-discrete:betas=scaled-linear vp-discrete:betas=quadratic vp-discrete:betas=cosine vp-discrete:betas=sigmoid; do
    ask 0.31 --network mlp:width=32,depth=1 --predict velocity -s "$schedule"
done
echo '{"weights":[1],"means":[[1e8,-3e9]],"stds":[2]}' >far.json
drift data mixture:far.json -n 200 --dtype float64 -o x0.npy
ask 0.5 --network mlp:width=32,depth=1 --seed 1
# shellcheck disable=SC2086  # $asked is a list
ok "PyTorch's answers are drift's" "$python" "$script" $asked
sed 's/^/# /' out

drift data 8gaussians -n 200 -o x0.npy
drift train x0.npy --labels labels.npy --task classify --steps 100 -o model
drift eval accuracy -m model x0.npy --labels labels.npy -t 0 | awk '$1 == "accuracy" { print $2 }' >right
ok "PyTorch's classes are drift's" "$python" "$script" model x0.npy 0 labels.npy
prints "^model: right $(cat right)$"

done_testing
