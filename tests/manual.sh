#!/bin/sh
# The manual agrees with the programs: the long options in a tool's --help are those of its page, and README, drift(7)
# and the tools' own pages say of each tool what `drift --help` says. Arguments: the tools.
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/tests/tools/tap.sh"

# The option lists of the tool's help and of its commands' help.
help_options() {
    drift "$1" --help >page
    sed -n '/^commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' page | while read -r command; do
        drift "$1" "$command" --help
    done | cat page - | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z0-9-]+)( .*)?$/\2/p' | sort -u
}

# Names after .Fl in mdoc: `.It Fl o , Fl -output Ar file`.
manual_options() { grep -oE 'Fl -[a-z0-9][a-z0-9-]*' "$top/man/drift-$1.1" | sed 's/^Fl /-/' | sort -u; }

for tool in "$@"; do
    help_options "$tool" >helped
    manual_options "$tool" >manual
    diff helped manual >err
    result $? "the page of $tool has the options of --help"
    does=$(drift --help | sed -n "s/^  $tool  *//p")
    grep -qxF ".Nd $does" "$top/man/drift-$tool.1" 2>err
    result $? "the page of $tool says: $does"
    grep -qxF "$does" "$top/man/drift.7"
    result $? "drift(7) says of $tool: $does"
    grep -F "| \`$tool\` |" "$top/README.md" | grep -qF "| $does |"
    result $? "the README says of $tool: $does"
done

drift sample --list-solvers | sed -n 's/^\([^ ][^\t]*\)\t.*/\1/p' >listed
sed -n 's/^\.It Cm //p' "$top/man/drift-solvers.7" | sed 's/ : .*//; s/ , /\n/g' >manual
sort -u manual >described; sort -u listed | diff - described >err
result $? 'drift-solvers(7) describes the solvers of --list-solvers, and no others'

done_testing
