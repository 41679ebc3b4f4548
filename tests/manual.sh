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
    drift "$tool" -h >brief
    sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z0-9-]+)( .*)?$/\2/p' brief | sort -u | comm -23 - helped >err
    [ ! -s err ]; result $? "-h of $tool has options of --help alone"
    [ "$(wc -l <brief)" -le 40 ]; result $? "-h of $tool fits 40 lines"
    drift "$tool" --help | cat - brief | awk 'length > 80 { print; bad = 1 } END { exit bad }' >err
    result $? "help of $tool fits 80 columns"
    [ "$(sed -n '/^examples:/,/^$/p' brief | grep -c '^  .*drift ')" -eq 2 ]; result $? "-h of $tool has two examples"
    does=$(drift --help | sed -n "s/^  $tool  *//p")
    grep -qxF ".Nd $does" "$top/man/drift-$tool.1" 2>err
    result $? "the page of $tool says: $does"
    grep -qxF "$does" "$top/man/drift.7"
    result $? "drift(7) says of $tool: $does"
    grep -F "| \`$tool\` |" "$top/README.md" | grep -qF "| $does |"
    result $? "the README says of $tool: $does"
done

drift list solvers | sed -n 's/^\([^ ][^\t]*\)\t.*/\1/p' >listed
sed -n 's/^\.It Cm //p' "$top/man/drift-solvers.7" | sed 's/ : .*//; s/ , /\n/g' >manual
sort -u manual >described; sort -u listed | diff - described >err
result $? 'drift-solvers(7) describes the solvers of drift list, and no others'

# Both renderers of mdoc, mandoc and groff, print every word of a page: a macro's name in the text is lost in one of them.
words() { tr -d ' \t\n`\047"-' | tr -d '\0-\037' | sed 's/DRIFT[A-Z]*([157])[A-Za-z]*//g; s/BSD//g; s/Debian//g'; }
if command -v groff >/dev/null && command -v mandoc >/dev/null; then
    # shellcheck disable=SC2094
    for page in "$top"/man/*.[157]; do
        groff -mandoc -Tascii -P-cbou -rLL=300n "$page" 2>err | sed '1d;$d' | words >by-groff
        [ ! -s err ]; result $? "groff reads $(basename "$page") without a word"
        mandoc -T ascii -O width=300 "$page" | col -b | sed '1d;$d' | words >by-mandoc
        cmp by-groff by-mandoc >err; result $? "groff prints $(basename "$page") whole"
    done
else
    echo '# skipped: the pages under groff, which is not installed, or mandoc is not'
fi

done_testing
