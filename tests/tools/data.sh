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

ok 'a set is drawn' drift data spiral -n 1000 -o all.npy
result "$(test ! -s out && test ! -s err; echo $?)" 'drawing a set is silent'
ok 'one thread draws the same' sh -c 'drift data spiral -n 1000 --threads 1 | cmp - all.npy'
ok 'a piece of the stream is drawn' drift data spiral -n 300 --first 700 -o piece.npy
ok 'a piece of the stream has the rows that the whole has there' sh -c 'drift data select all.npy --rows 700:1000 | cmp - piece.npy'
status 1 'another seed draws other rows' sh -c 'drift data spiral -n 1000 --seed 1 | cmp -s - all.npy'
ok 'shards that follow one another are one array' sh -c \
    'drift data moons -n 5; drift data moons -n 5 --first 5' && cp out shards.npy
ok 'shards as text are the text of the whole' sh -c 'drift data export shards.npy >a; drift data moons -n 10 | drift data export | cmp - a'
ok 'double precision holds the single one' sh -c \
    'drift data spiral --dtype float64 | drift data show | grep -q float64'

ok 'the digits are images with classes' drift data digits -o digits.npy --labels-out labels.npy -v
grep -qx 'digits: rows 0 to 1797' err; result $? '-v says which rows are drawn'
ok 'show says what an array is' drift data show digits.npy
prints '^shape	(1797, 8, 8)$'; prints '^all	-1	1	'
drift data select digits.npy --labels labels.npy --label 0 | drift data show >out
result $? 'one class is selected'; prints '^shape	(178, 8, 8)$'
drift data select digits.npy --columns 7,0 --rows :2 | drift data show >out
result $? 'columns are selected'; prints '^shape	(2, 8, 2)$'
drift data select digits.npy --time 3 --rows 1790: | drift data show >out
result $? 'one entry of the first axis is selected'; prints '^shape	(7, 8)$'
drift data select labels.npy --shuffle --seed 4 -o shuffled.npy
ok 'a random order has the same entries' sh -c \
    'drift data export shuffled.npy | sort >a; drift data export labels.npy | sort | cmp - a'
status 1 '--shuffle changes the order' cmp -s shuffled.npy labels.npy
drift noise digits.npy -s linear -t 0,0.3,0.7,1 -o times.npy
drift data select times.npy --time 1,last --rows :2 | drift data show >out
result $? 'several times are selected'; prints '^shape	(2, 2, 8, 8)$'
ok 'last is the last time' sh -c 'drift data select times.npy --time 3 -o a.npy && drift data select times.npy --time last | cmp - a.npy'
status 1 'a time that is not there is an error' drift data select times.npy --time 0,4 -o no.npy
says "^drift data: no time 4: there are 4, counted from 0$"
status 2 'a time is a number, or last' drift data select times.npy --time first -o no.npy

# npy TYPE SHAPE ORDER BYTES: an array.
npy() { printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '$1', 'fortran_order': $3, 'shape': $2, }"; printf '%b' "$4"; }
npy '<i8' '(2,)' False '\1\0\0\0\0\0\040\0\0240\0206\1\0\0\0\0\0' >whole.npy  # 2^53 + 1, 100000
ok 'whole numbers are printed in all their digits' drift data export whole.npy
prints '^9007199254740993$'; prints '^100000$'
ok 'and shown so' drift data show whole.npy
prints '^all	100000	9007199254740993	'; prints '^100000$'
for type in f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8; do for order in '<' '>'; do
    width=${type#?}
    head -c $((6 * width)) all.npy | tr '\0' '\7' >numbers
    { npy "$order$type" '(3, 2)' False ''; cat numbers; } >typed.npy
    drift data select typed.npy --rows : | tail -c $((6 * width)) | cmp -s - numbers
    result $? "the bytes of $order$type stay"
    drift data select typed.npy --columns 1 --rows 1:2 | tail -c "$width" >some
    tail -c $((3 * width)) numbers | head -c "$width" | cmp -s - some; result $? "so do those of a column of $order$type"
    drift data select typed.npy | head -c 40 | grep -q "$type'"; result $? "and its type"
done; done
npy '|b1' '(4,)' False '\1\0\1\1' >bools.npy
ok 'a bool stays one' sh -c 'drift data select bools.npy --rows 1: | drift data show | grep -q bool'
npy '<i8' '(2, 2)' True '\1\0\0\0\0\0\040\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0' >columns.npy
ok 'the order of an array in memory is no part of it' sh -c 'drift data select columns.npy | drift data export --csv'
prints '^9007199254740993,3$'; prints '^2,4$'
ok 'another type is written on demand' sh -c 'drift data select all.npy --dtype float64 | drift data show | grep -q float64'
ok 'and back' sh -c 'drift data select all.npy --dtype float64 | drift data select --dtype float32 | cmp - all.npy'
ok 'numbers are printed between tabs' sh -c "drift data grid:3,1,0,1,5,5 | drift data export --tsv"
prints '^0.5	5$'
ok 'a spec is read back' sh -c 'drift data spec 25gaussians >m.json && drift data mixture:m.json -n 9 && drift data spec mixture:m.json | cmp - m.json'

status 2 'a set is needed' drift data
says "^drift data: missing set; 'drift data list' lists them$"
status 2 'an unknown set is answered with the nearest' drift data sprial
says "^drift data: unknown set 'sprial' (did you mean 'spiral'?); known: gaussian, "
status 2 'an unknown setting is answered with the nearest' drift data pinwheel:amrs=3
says "did you mean 'arms'?"
status 2 'nan is no number of a setting' drift data gaussian:std=nan
status 2 'a set without classes has no labels' drift data spiral --labels-out no.npy -o no.npy
says "^drift data: set 'spiral' has no classes$"
status 2 'not every set has a spec' drift data spec moons
says "^drift data: set 'moons' is not a mixture; those that are: "
status 2 'an option of drawing is none of a command' drift data -n 3 list
status 2 'a seed without --shuffle is refused' drift data select all.npy --seed 3
status 2 '--labels without --label is refused' drift data select all.npy --labels labels.npy
status 2 'a range goes upwards' drift data select all.npy --rows 5:3
status 2 'standard input is read once' drift data select --labels - --label 1
says "^drift data: standard input can be used once"
status 2 'one thing at a time stands on standard output' drift data moons --labels-out -
says "^drift data: standard output can be used once"
status 2 'no array is written to a terminal' script -qec 'drift data spiral 2>words' /dev/null
cp words err; says "^drift data: an array is not written to a terminal.*-o.*drift plot"
status 1 'a finite set ends' drift data digits -n 1798 -o no.npy
says "^drift data: set 'digits' has 1797 rows, asked for rows 0 to 1798$"
status 1 'a missing file is named' drift data show none.npy
says "^drift data: cannot open 'none.npy': No such file or directory$"
status 1 'a missing mixture is named' drift data mixture:none.json -o no.npy
says "'none.json'"
echo '{"weights":[1],"means":[[0]]}' >bad.json
status 1 'a bad mixture is explained' drift data mixture:bad.json -o no.npy
says "^drift data: bad mixture in 'bad.json': give either 'stds' or 'covs'$"
status 1 'a range that is not there is an error' drift data select all.npy --rows 0:1001 -o no.npy
says "^drift data: 'all.npy' has 1000 rows, asked for rows up to 1001$"
status 1 'a column that is not there is an error' drift data select all.npy --columns 2 -o no.npy
says "^drift data: no column 2: there are 2, counted from 0$"
status 1 'labels are as many as rows' drift data select all.npy --labels labels.npy --label 1 -o no.npy
says "^drift data: expected 1000 labels"
head -c 500 all.npy >cut.npy
status 1 'a truncated file is refused' drift data export cut.npy
says "^drift data: truncated 'cut.npy'"
status 1 'a full disk is noticed' drift data spiral -o /dev/full
says "'/dev/full': No space left on device$"
result "$(test ! -e no.npy; echo $?)" 'no failure left a file'

done_testing
