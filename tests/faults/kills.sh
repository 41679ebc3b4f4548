#!/bin/sh
# Trainings killed at any time and resumed, again and again, end with the bytes of one that was left alone, and never
# leave a torn checkpoint. Argument: how many kills, 20 by default; the figure that stands for the promise is 200.
. "$(dirname "$0")/../tools/tap.sh"
wanted=${1:-20} kills=0 trainings=0 torn=0 different=0

drift data spiral -n 500 -o x.npy
settings='--steps 10000 --batch 64 --network mlp:width=16,depth=1'
# shellcheck disable=SC2086  # the words of $settings are options
drift train $settings x.npy -o whole.model || exit 1

while [ $kills -lt "$wanted" ]; do
    rm -f c broken.model
    while [ ! -e broken.model ] && [ $kills -lt "$wanted" ]; do
        set -- --checkpoint c --checkpoint-every 25 -o broken.model --threads $((1 + kills % 2))
        [ ! -e c ] || set -- "$@" --resume c
        # shellcheck disable=SC2086
        drift train $settings x.npy "$@" 2>err & process=$!
        # from 10 to 207 ms, in an order without pattern
        sleep "$(printf '0.%03d' $((10 + kills * 7919 % 198)))"
        kill -KILL $process 2>/dev/null && kills=$((kills + 1))
        wait $process 2>/dev/null
        [ ! -e c ] || drift data show c >/dev/null 2>err || torn=$((torn + 1))
    done
    # The last one is left alone when the kills are over, so that each comes to its end on any machine.
    if [ ! -e broken.model ]; then
        set -- -o broken.model
        [ ! -e c ] || set -- "$@" --checkpoint c --resume c
        # shellcheck disable=SC2086
        drift train $settings x.npy "$@" 2>err
    fi
    trainings=$((trainings + 1))
    cmp -s whole.model broken.model || different=$((different + 1))
done
rm -f c broken.model
echo "# $kills kills, $trainings trainings came to their end"
result $torn 'no checkpoint is torn'
result $different 'every training ends with the same bytes'
done_testing
