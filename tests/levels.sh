#!/bin/sh
# The hot loops at an instruction set below the processor's own: levels.sh PROGRAM LEVEL. Each pattern must name
# tests, so that a renamed test is missed and not passed over.
. "$(dirname "$0")/tools/tap.sh"
program=$1
level=$2

best=$(drift doctor | sed -n 's/^instruction set	x86-64-\(v[0-9]\)$/\1/p')
export DRIFT_LEVEL="$level"
drift doctor >out 2>err
prints "^instruction set	x86-64-$(printf '%s\n' "$level" "$best" | sort | head -n 1)$"

for pattern in 'gemm*' 'an entry of a product*' 'a product without*' '*perceptron*forward*' '*perceptron*backward*' \
    '*perceptron*input gradient*' '*linear layer*' '*activation*' 'exp? the logistic*' 'tanh? the normal*' 'exp in double*' 'sin and cos*' \
    'a row*bits in any slice' "a row's values*" 'a row*bits alone and beside others' 'samples are the same bytes*' \
    'every solver gives the same bytes*' '*training has the same bytes*' 'every optimiser has the same bytes*' \
    'philox*' 'the denoiser of points is its definition*'; do
    "$program" --test-case="$pattern" >out 2>err &&
        grep -q '^\[doctest\] test cases: *[1-9]' out
    result $? "$pattern holds"
done
done_testing
