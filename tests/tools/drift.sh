#!/bin/sh
# The dispatcher: finds the programs, suggests names, keeps statuses.
. "$(dirname "$0")/tap.sh"

ok 'drift lists its tools' drift --help
awk 'length > 80 { exit 1 }' out; result $? 'in 80 columns'
for tool in data noise train sample flow eval plot list doctor; do prints "^  $tool  *[a-z]"; done
ok 'drift has a version' drift --version
prints '^drift [0-9.]* (x86-64-v[234], .*)$'

status 2 'no tool is a wrong command line' drift
says "^drift: missing tool"
status 2 'a misspelt tool is a wrong command line' drift smaple --steps 3
says "^drift: unknown tool 'smaple' (did you mean 'sample'?); known: data, noise, train, sample, flow, eval, plot, list, doctor, help$"
status 2 'an unknown option is a wrong command line' drift --halp
says "^drift: unknown option '--halp' (did you mean '--help'?)$"
ok 'a tool is found in any case' drift List
prints '^solvers	'
sh -c "drift sample -s nosuch 2>&1 >/dev/null" | awk 'length > 80 { exit 1 }'
result $? 'a long list of names is broken into lines of 80 columns'
status 1 'drift reports a full disk' sh -c 'drift --help >/dev/full'
says "^drift: cannot write 'standard output': No space left on device$"
status 2 'an unknown instruction set is refused' env DRIFT_LEVEL=v9 drift --version
says "^drift: unknown instruction set in DRIFT_LEVEL 'v9'"

# The manual: by man, by mandoc, or as plain help where neither is.
mkdir none && printf '#!/bin/sh\necho page "$@"\n' >none/man && chmod +x none/man
tools=$(dirname "$(command -v drift)")
ok 'help opens the page of a tool' env PATH="$PWD/none" "$tools/drift" help Sample
prints '^page .*/drift-sample\.1$'
ok 'help opens the page of the suite' env PATH="$PWD/none" "$tools/drift" help
prints '^page .*/drift\.7$'
ok 'help opens other pages' env PATH="$PWD/none" "$tools/drift" help drift-solvers
prints '^page .*/drift-solvers\.7$'
status 2 'help of what is none is refused' drift help smaple
says "^drift: unknown page 'smaple' (did you mean 'sample'?); known: data, "
rm none/man
ok 'without a viewer help prints --help' env PATH="$PWD/none" "$tools/drift" help sample
prints '^usage: drift sample '
status 1 'without a viewer a page that is of no tool is not shown' env PATH="$PWD/none" "$tools/drift" help solvers
says "^drift: no program to show the page with"

# As installed: bin/drift beside libexec/drift, and never a stranger's program beside drift.
mkdir -p usr/bin usr/libexec/drift
cp "$(command -v drift)" usr/bin/
printf '#!/bin/sh\necho ours "$@"\nexit 3\n' >usr/libexec/drift/plot
printf '#!/bin/sh\necho theirs\n' >usr/bin/plot
chmod +x usr/bin/plot usr/libexec/drift/plot
status 3 'a tool gets the arguments as they are and its status is returned' usr/bin/drift plot -h --version 'a b' -- -x
prints '^ours -h --version a b -- -x$'
ok '--exec-path prints the folder of the programs' usr/bin/drift --exec-path
prints '/usr/libexec/drift$'
status 1 'drift names a program that is missing' usr/bin/drift noise
says "^drift: cannot run '.*/usr/libexec/drift/noise': No such file or directory$"

done_testing
