#!/bin/sh
# What every tool must do, tried on each of the tools named as arguments.
. "$(dirname "$0")/tap.sh"

for tool in "$@"; do
    ok "$tool explains itself" drift "$tool" --help
    prints "^usage: drift $tool "
    ok "$tool has a version" drift "$tool" --version
    prints "^drift $tool [0-9.]* (x86-64-v[234], .*)$"
    status 1 "$tool notices a full disk" sh -c "drift $tool --help >/dev/full"
    says "^drift $tool: cannot write 'standard output': No space left on device$"
    status 2 "$tool refuses an unknown option" drift "$tool" --versoin
    says "^drift $tool: unknown option '--versoin' (did you mean '--version'?)$"
    printf 'verbsoe = true\n' >config
    status 2 "$tool refuses an unknown key" drift "$tool" --config config
    says "^drift $tool: unknown key in the configuration file 'verbsoe' (did you mean 'verbose'?)"
    status 2 "$tool misses a configuration file" drift "$tool" --config none
    says "^drift $tool: cannot open 'none'$"
done

done_testing
