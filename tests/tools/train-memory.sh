#!/bin/sh
# The memory of train: the rows once, in single precision, however they are stored.
. "$(dirname "$0")/training.sh"

endless='--steps 1000000000 --batch 64 --network mlp:width=16,depth=1'
# peak FILE: the most memory, in kB, that a training on it has held, once it is under way.
peak() {
    rm -f c
    # shellcheck disable=SC2086 # the words of $endless are options
    drift train "$1" $endless -o no.model --checkpoint c --checkpoint-every 10 2>err & process=$!
    tries=6000; until [ -e c ] || [ $((tries -= 1)) -eq 0 ]; do sleep 0.01; done
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
done_testing
