#!/bin/sh
# PyTorch, where it is, rebuilds a model from its file and agrees with drift. Argument: the folder of the examples.
. "$(dirname "$0")/tap.sh"

/usr/bin/env python3 -c 'import numpy, torch' 2>/dev/null && python=python3
/usr/bin/python3 -c 'import numpy, torch' 2>/dev/null && python=/usr/bin/python3
[ -n "${python:-}" ] || { echo '1..0 # skipped: no PyTorch'; exit 77; }

drift data 8gaussians -n 1000 --labels-out labels.npy -o x0.npy
while read -r name network labels; do
    # shellcheck disable=SC2086  # the words of $labels are options
    drift train x0.npy --network "$network" $labels --steps 200 --batch 64 -o model
    drift noise x0.npy -m model -t 0.5 -o xt.npy
    drift sample -m model --init xt.npy --t-max 0.5 --t-min 0 --steps 1 --dtype float64 -o mean.npy
    ok "PyTorch's answer is drift's: $name" "$python" "$1/interop/load_in_pytorch.py" model xt.npy 0.5 mean.npy
    sed 's/^/# /' out
done <<EOF
adaptive mlp
concat mlp:time=concat
adaptive-classes mlp:waves=0 --labels labels.npy
concat-classes mlp:width=32,depth=2,time=concat --labels labels.npy
EOF

done_testing
