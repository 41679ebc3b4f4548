# shellcheck shell=sh
# The Test Anything Protocol in a screenful. A test sources this file, runs in an empty folder and ends with done_testing.
tests=0 failures=0 folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

# result STATUS WORDS: a test that holds when the status is 0.
result() {
    tests=$((tests + 1))
    [ "$1" -eq 0 ] && echo "ok $tests - $2" && return
    failures=$((failures + 1))
    echo "not ok $tests - $2"
    [ ! -s err ] || sed 's/^/#   /' err
}
# ok WORDS COMMAND: the command succeeds. status N WORDS COMMAND: it ends with N. Its output stands in ./out and ./err.
ok() { status 0 "$@"; }
status() { want=$1 words=$2; shift 2; "$@" >out 2>err; got=$?; [ $got -eq "$want" ]; result $? "$words (status $got)"; }
# says PATTERN: the last command's standard error is one line (a long list goes on after two spaces), and it matches.
says() {
    sed ':a;N;$!ba;s/\n  / /g' err >said
    [ "$(wc -l <said)" -eq 1 ] && grep -q -- "$1" said
    result $? "one line says: $1"
}
# prints PATTERN: its standard output has a line that matches.
prints() { grep -q -- "$1" out; result $? "the output has: $1"; }
done_testing() { echo "1..$tests"; [ $failures -eq 0 ]; exit; }
