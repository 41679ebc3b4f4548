#!/bin/sh
# The tool data: sets as pieces of one stream, the table of constants, selections, and bad input.
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/tests/tools/tap.sh"

# Every set and every constant of the manual is that of the program.
drift data list | awk -F'\t' '
    function flush() { if (name != "" && name != "mixture") print ".It Cm " name (keys == "" ? "" : " : Ns " keys) }
    /^[^ ]/ { flush(); name = $1; keys = ""; next }
    { sub(/^ */, "", $1); keys = keys (keys == "" ? "" : ",") $1 }
    END { flush() }' >constants
while read -r line; do
    grep -qxF "$line" "$top/man/drift-data.1" 2>err
    result $? "the manual has: $line"
done <constants

ok 'drift data SET draws rows of the set' drift data spiral -n 1000 -o all.npy
result "$(test ! -s out && test ! -s err; echo $?)" 'a run that succeeds prints nothing to the terminal'
ok 'a set has the same bytes with one thread' sh -c 'drift data spiral -n 1000 --threads 1 | cmp - all.npy'
ok '--first draws rows from within the stream of a set' drift data spiral -n 300 --first 700 -o piece.npy
ok 'rows drawn with --first are those of the whole stream' sh -c 'drift data select all.npy --rows 700:1000 | cmp - piece.npy'
status 1 'another seed draws other rows' sh -c 'drift data spiral -n 1000 --seed 1 | cmp -s - all.npy'
ok 'shards that follow one another are one array' sh -c \
    'drift data moons -n 5; drift data moons -n 5 --first 5' && cp out shards.npy
ok 'shards exported as text are the text of the whole' sh -c 'drift data export shards.npy >a; drift data moons -n 10 | drift data export | cmp - a'
ok '--dtype float64 writes float64' sh -c \
    'drift data spiral --dtype float64 | drift data show | grep -q float64'

ok 'the digits are images with classes' drift data digits -o digits.npy --labels-out labels.npy -v
grep -qx 'digits: rows 0 to 1797' err; result $? '-v prints the range of rows drawn'
ok 'show prints the shape and the range of an array' drift data show digits.npy
prints '^shape	(1797, 8, 8)$'; prints '^all	-1	1	'
drift data select digits.npy --labels labels.npy --label 0 | drift data show >out
result $? 'select --label keeps the rows of one class'; prints '^shape	(178, 8, 8)$'
drift data select digits.npy --columns 7,0 --rows :2 | drift data show >out
result $? 'select --columns keeps columns of the last axis'; prints '^shape	(2, 8, 2)$'
drift data select digits.npy --time 3 --rows 1790: | drift data show >out
result $? 'select --time keeps one entry of the first axis of a row'; prints '^shape	(7, 8)$'
drift data select labels.npy --shuffle --seed 4 -o shuffled.npy
ok 'select --shuffle keeps the same entries' sh -c \
    'drift data export shuffled.npy | sort >a; drift data export labels.npy | sort | cmp - a'
status 1 'select --shuffle changes their order' cmp -s shuffled.npy labels.npy
ok 'export --tsv separates numbers by tabs' sh -c "drift data grid:3,1,0,1,5,5 | drift data export --tsv"
prints '^0.5	5$'
ok 'a spec printed as JSON is read back as the same mixture' sh -c 'drift data spec 25gaussians >m.json && drift data mixture:m.json -n 9 && drift data spec mixture:m.json | cmp - m.json'

status 2 'drift data without a set is a wrong command line' drift data
says "^drift data: missing set; 'drift data list' lists them$"
status 2 'an unknown set is refused and the nearest name suggested' drift data sprial
says "^drift data: unknown set 'sprial' (did you mean 'spiral'?); known: gaussian, "
status 2 'an unknown setting is refused and the nearest key suggested' drift data pinwheel:amrs=3
says "did you mean 'arms'?"
status 2 'nan is refused as the value of a setting' drift data gaussian:std=nan
status 2 '--labels-out is refused for a set without classes' drift data spiral --labels-out no.npy -o no.npy
says "^drift data: set 'spiral' has no classes$"
status 2 'spec refuses a set that is not a mixture' drift data spec moons
says "^drift data: set 'moons' is not a mixture; those that are: "
status 2 'an option of drawing is refused beside a subcommand' drift data -n 3 list
status 2 'select refuses --seed without --shuffle' drift data select all.npy --seed 3
status 2 'select refuses --labels without --label' drift data select all.npy --labels labels.npy
status 2 'select refuses a range that ends before it begins' drift data select all.npy --rows 5:3
status 2 'two inputs of data from standard input are refused' drift data select --labels - --label 1
says "^drift data: standard input can be used once"
status 2 'two outputs of data to standard output are refused' drift data moons --labels-out -
says "^drift data: standard output can be used once"
status 2 'data refuses to write an array to a terminal' script -qec 'drift data spiral 2>words' /dev/null
cp words err; says "^drift data: an array is not written to a terminal.*-o.*drift plot"
status 1 'more rows than a finite set has are refused' drift data digits -n 1798 -o no.npy
says "^drift data: set 'digits' has 1797 rows, asked for rows 0 to 1798$"
status 1 'a missing file is named by show' drift data show none.npy
says "^drift data: cannot open 'none.npy': No such file or directory$"
status 1 'a missing mixture file is named' drift data mixture:none.json -o no.npy
says "'none.json'"
echo '{"weights":[1],"means":[[0]]}' >bad.json
status 1 'a mixture without stds and covs is refused' drift data mixture:bad.json -o no.npy
says "^drift data: bad mixture in 'bad.json': give either 'stds' or 'covs'$"
status 1 'select refuses rows beyond the end of an array' drift data select all.npy --rows 0:1001 -o no.npy
says "^drift data: 'all.npy' has 1000 rows, asked for rows up to 1001$"
status 1 'select refuses a column that the array does not have' drift data select all.npy --columns 2 -o no.npy
says "^drift data: no column 2: there are 2, counted from 0$"
status 1 'select refuses labels of another number than rows' drift data select all.npy --labels labels.npy --label 1 -o no.npy
says "^drift data: expected 1000 labels"
head -c 500 all.npy >cut.npy
status 1 'export refuses a truncated file' drift data export cut.npy
says "^drift data: truncated 'cut.npy'"
status 1 'data reports a full disk' drift data spiral -o /dev/full
says "'/dev/full': No space left on device$"
result "$(test ! -e no.npy; echo $?)" 'failures of data leave no file behind'

done_testing
