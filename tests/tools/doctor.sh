#!/bin/sh
# The tool doctor: what it says of this machine, and that it listens to the variables that its page names.
. "$(dirname "$0")/tap.sh"

result "$(drift doctor >out 2>err; test $? -le 1; echo $?)" 'doctor looks at the machine'
prints '^version	[0-9.]*, '
prints '^instruction set	x86-64-v[234]$'
prints '^processors	[1-9]'
prints '^random numbers	Philox gives the published answer$'
prints '^products	right, within '
prints '^speed	[1-9][0-9]* GFLOP/s a processor in single precision$'

DRIFT_LEVEL=v2 drift doctor >out 2>err
prints '^instruction set	x86-64-v2$'
status 2 'doctor takes no argument' drift doctor me

done_testing
