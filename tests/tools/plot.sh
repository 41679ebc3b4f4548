#!/bin/sh
# The tool plot: each picture in each format, the same bytes again, and bad input.
# shellcheck disable=SC2016  # the loop is for the inner shell
. "$(dirname "$0")/tap.sh"

drift data moons -n 500 --labels-out c.npy -o x.npy
drift noise x.npy -s vp-linear -t 0.1,0.5 -o noised.npy
drift data digits -n 20 -o digits.npy
drift plot scatter x.npy -o x.png

# A number of four bytes in a png's header: size N WORDS: its width is N.
width() { [ "$(od -An -tu1 -j16 -N4 "$1" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')" -eq "$2" ]; result $? "$1 is $2 pixels wide"; }

for form in png svg pdf; do
    ok "points become a $form" drift plot scatter x.npy noised.npy --title 'data,early,late' -o "points.$form"
    result "$(test ! -s out && test ! -s err; echo $?)" "drawing a $form is silent"
    ok "points become a $form again" drift plot scatter x.npy noised.npy --title 'data,early,late' -o "again.$form"
    ok "a $form has the same bytes again" cmp "points.$form" "again.$form"
    ok "images become a $form" drift plot images digits.npy --title digits -o "digits.$form"
done
ok 'a pipe is read as a file is' sh -c 'drift plot scatter <x.npy | cmp - x.png'
ok 'shards that follow one another are one array' sh -c 'for k in 0 250; do
    drift data moons -n 250 --first $k; done | drift plot scatter - | cmp - x.png'
ok 'a panel has the size asked for' drift plot scatter x.npy --window -1,2,0,1 --size 200 -o wide.png
ok 'the windows are said' drift plot scatter noised.npy --window -1,2,0,1 -o wide.png -v
result "$([ "$(uniq -c err | sed 's/^ *//')" = '2 window -1,2,0,1' ]; echo $?)" '-v says one window for each panel'
ok '-v says the number of images' drift plot images digits.npy -v -o digits.png
says '^20 images$'
ok 'classes have colours' drift plot scatter x.npy noised.npy --labels c.npy -o classes.png
status 1 'colours of classes change the picture' cmp -s classes.png points.png
ok 'panels have windows of their own' drift plot scatter x.npy noised.npy --own-windows --columns 2 -o own.png
ok 'a sheet has the columns and the scale asked for' drift plot images digits.npy --columns 10 --scale 4 -o small.png
width small.png 342  # 10 images of 32 pixels, 11 gaps of 2
ok 'times are columns' sh -c 'drift noise digits.npy -s linear -t 0,0.5,1 | drift plot images --scale 4 -o times.png'
width times.png 104
ok 'tones are asked for' drift plot images digits.npy --range=1,-1 -o inverse.png
ok 'options stand in a file' sh -c 'echo "scale = 4" >config && drift plot images digits.npy --columns 10 --config config | cmp - small.png'

# npy TYPE SHAPE BYTES: an array.
npy() { printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '$1', 'fortran_order': False, 'shape': $2, }"; printf '%b' "$3"; }
npy '|u1' '(1, 1, 2)' '\0\0377' >bytes.npy
npy '<f4' '(1, 1, 2)' '\0\0\0200\0277\0\0\0200\077' >unit.npy  # -1 and 1
ok 'bytes are shown as they are' sh -c 'drift plot images bytes.npy >a.png && drift plot images unit.npy | cmp - a.png'
npy '|b1' '(1, 1, 2)' '\0\1' >bools.npy
ok 'false is black and true is white' sh -c 'drift plot images bools.npy | cmp - a.png'
npy '<u2' '(1, 1, 2)' '\0\0\0377\0377' >words.npy
ok 'the largest unsigned integer is white' sh -c 'drift plot images words.npy | cmp - a.png'
npy '<f4' '(1, 1, 4)' '\0\0\177\103\0\0\0\0\0\0\0\103\0\0\177\103' >loud.npy  # 255 0 128 255
ok 'numbers beyond the range are cut' drift plot images loud.npy -o loud.png
says "^drift plot: 75 % of the values of 'loud.npy' lie beyond -1,1 and are cut; --range=0,255 shows all$"
ok 'which a range cures' drift plot images loud.npy --range=0,255 -o loud.png
result "$(test ! -s err; echo $?)" 'without a word'
ok 'and -q keeps quiet' drift plot images loud.npy -q -o loud.png
result "$(test ! -s err; echo $?)" 'really'
{ npy '<f4' '(50, 3, 8, 8)' ''; head -c $((50 * 3 * 8 * 8 * 4)) /dev/zero; } >first.npy
status 1 'no strip is drawn' drift plot images first.npy -o no.png
says "^drift plot: three colours or three times: (n,3,8,8) in 'first.npy'; --channels first takes them for colours"
ok 'channels may stand first' drift plot images first.npy --channels first --scale 1 -o first.png
width first.png 73  # 8 images of 8 pixels, 9 gaps of 1
ok 'an axis of times has its place above the panels' drift plot scatter noised.npy -o places.png
status 1 'so the picture is another one' sh -c 'drift plot scatter noised.npy --title " , " | cmp -s - places.png'
ok 'or its times' drift plot scatter noised.npy --times 0.1,0.5 -o told.png
ok 'which are titles' sh -c 'drift plot scatter noised.npy --title "t = 0.1,t = 0.5" | cmp - told.png'
status 2 'times are as many as the array has' drift plot scatter noised.npy --times 0.1 -o no.png
says "^drift plot: expected 2 times, one for each of 'noised.npy', found 1$"
status 2 'times are for arrays of times' drift plot scatter x.npy --times 0.1 -o no.png
ok 'a title holds a comma' drift plot scatter x.npy --title 'N(0,1)' -o comma.png
ok 'among several it is escaped' drift plot scatter x.npy x.npy --title 'N(0\,1),b' -o commas.png
status 2 'unescaped it is one title more' drift plot scatter x.npy x.npy --title 'N(0,1),b' -o no.png
says "found 3; a comma within a title is written '\\\\,'$"
drift plot scatter --help | tr '\n' ' ' | grep -q -e '--size[^-]*320'; result $? 'the default of an option is that of its kind'
npy '<f4' '(2, 2)' '\0\0\0\0\0\0\0\0\0\0\0300\0177\0\0\0\0' >nan.npy
npy '<f4' '(0, 2)' '' >empty.npy

status 2 'a command is needed' drift plot
says "^drift plot: missing command; known: scatter, images$"
status 2 'an unknown command is answered with the nearest' drift plot scater x.npy
says "^drift plot: unknown command 'scater' (did you mean 'scatter'?); known: scatter, images$"
status 2 'a misspelt option is answered with the nearest' drift plot scatter x.npy --titel a
says "^drift plot: unknown option '--titel' (did you mean '--title'?)$"
status 2 'an option of images is none of scatter' drift plot scatter x.npy --scale 3 -o no.png
status 2 'an unknown suffix is answered with those known' drift plot scatter x.npy -o no.jpg
says "^drift plot: unknown format of 'no.jpg'; known: .png, .svg, .pdf$"
status 2 'standard input is read once' drift plot scatter - - -o no.png
says "^drift plot: standard input can be used once"
status 2 'standard input is read once, by labels too' drift plot scatter --labels - -o no.png
says "^drift plot: standard input can be used once"
status 2 'a terminal is no input' script -qec 'drift plot scatter -o no.png 2>words' /dev/null
cp words err; says "^drift plot: no input: 'standard input' is a terminal$"
status 2 'no picture is written to a terminal' script -qec 'drift plot scatter x.npy 2>words' /dev/null
cp words err; says "^drift plot: a picture is not written to a terminal: name a file with -o$"
status 2 'titles are as many as panels' drift plot scatter x.npy noised.npy --title 'a,b' -o no.png
says "^drift plot: expected a title for each panel: 3, found 2$"
status 2 'a window has four bounds' drift plot scatter x.npy --window 0,1 -o no.png
status 2 'a window goes upwards' drift plot scatter x.npy --window 1,0,0,1 -o no.png
status 2 'a window is one or one each' drift plot scatter x.npy --window 0,1,0,1 --own-windows -o no.png
status 2 'a range is two numbers' drift plot images digits.npy --range 1 -o no.png
status 1 'a missing file is named' drift plot images none.npy -o no.png
says "^drift plot: cannot open 'none.npy': No such file or directory$"
status 1 'points are in the plane' drift plot scatter digits.npy -o no.png
says "^drift plot: expected points (n,2) or (n,times,2) in 'digits.npy', found (n,8,8); 'drift data select --columns'"
status 1 'points are no images' drift plot images x.npy -o no.png
says "^drift plot: expected images (n,h,w) or (n,h,w,c) .* in 'x.npy', found (n,2)$"
status 1 'NaN is refused, with its row' drift plot scatter nan.npy -o no.png
says "^drift plot: not a finite number in 'nan.npy': row 1$"
status 1 'an array without rows is refused' drift plot scatter empty.npy -o no.png
says "^drift plot: nothing to draw: no rows$"
status 1 'labels are as many as rows' drift plot scatter noised.npy nan.npy --labels c.npy -o no.png
says "^drift plot: expected 2 labels, one per row of 'nan.npy', found 500$"
status 1 'a sheet that is too large is refused' drift plot images digits.npy --scale 1000 -o no.png
says "^drift plot: no picture of "
head -c 500 x.npy >cut.npy
status 1 'a truncated file is refused' drift plot scatter cut.npy -o no.png
says "^drift plot: truncated 'cut.npy'"
status 1 'a full disk is noticed' sh -c 'drift plot scatter x.npy >/dev/full'
says "'standard output': No space left on device$"
result "$(test ! -e no.png && test ! -e no.jpg; echo $?)" 'no failure left a file'

done_testing
