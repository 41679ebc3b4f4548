#!/bin/sh
# The tool list: every kind, as text and as JSON, and every other name that it states.
. "$(dirname "$0")/tap.sh"

ok 'the kinds are listed' drift list
sed -n '/^$/q; s/^\([a-z][a-z]*\)\t.*/\1/p' out >kinds
for kind in schedules predictions solvers grids weights times networks optimizers decays averages tasks sets metrics pictures; do
    grep -qx $kind kinds; result $? "there is a kind $kind"
done
while read -r kind; do
    ok "the $kind are listed" drift list "$kind"
    grep -q '^[a-z0-9].*	' out; result $? "the $kind have names and help"
    awk 'length == 0 && !/^other/ { blank++ } END { exit blank > 1 }' out; result $? "the $kind are one list"
    ok "the $kind are listed as JSON" drift list "$kind" --json
    prints '^    "name": "'; prints '^    "settings": \[' 
done <kinds

ok 'a kind is read in any case and in the singular' drift list Solver -o solvers
ok 'sample --list-solvers is the same list' sh -c "drift sample --list-solvers | cmp - solvers -n \$(drift sample --list-solvers | wc -c)"
ok 'data list is the same list' sh -c "drift list sets >sets; drift data list | cmp - sets -n \$(drift data list | wc -c)"
drift list metrics | sed '/^$/q' | sed -n 's/^\([^ 	]*\)	.*/\1/p' >listed
drift eval nosuch 2>err; sed ':a;N;$!ba;s/\n  / /g; s/.*known: //; s/, /\n/g' err >known
cmp listed known; result $? 'the metrics are those of eval'
status 2 'an unknown kind is refused' drift list solvrs
says "^drift list: unknown kind 'solvrs' (did you mean 'solvers'?); known: schedules, "

# Each other name draws, trains or counts as what it stands for.
drift data spec 8gaussians -o ring.json
drift data moons -n 64 -o x.npy
others() { drift list "$1" | sed -n '/^other names:$/,$p' | sed -n 's/^  \([^	]*\)	\(.*\)/\1 \2/p'; }
same() { # KIND COMMAND...: with the name after it, and with what it means, the same output.
    kind=$1; shift
    others "$kind" >names
    [ -s names ]; result $? "$kind have other names"
    while read -r name means; do
        "$@" "$name" >a 2>err && "$@" "$means" >b 2>>err && cmp a b >>err; result $? "$kind: $name is $means"
    done <names
}
same schedules drift noise --table -n 5 -s
same solvers drift sample --exact ring.json -s vp-linear -n 2 --steps 8 --t-min 0.01 --solver
same grids drift sample --exact ring.json -s edm -n 2 --steps 4 --grid
same sets drift data -n 5
train() { drift train x.npy --steps 2 -o m.model "$@" && cat m.model; }
same predictions train --predict
same weights train --weight
same times train -s vp-linear --time-sampling
same networks train --network
same optimizers train --optimizer
same decays train --decay
same averages train --average
for name in epsilon v_prediction; do train --predict $name >/dev/null 2>err; result $? "train reads --predict $name"; done
for name in euler_ancestral dpmpp_2m Dpmpp_2M DPM++2M; do
    drift sample --exact ring.json -s VP_Linear -n 2 --solver $name >/dev/null 2>err
    result $? "sample reads --solver $name"
done

done_testing
