#!/bin/sh
# A spiral dissolves into noise and is drawn anew from it. usage: spiral.sh [FOLDER]
set -eu
out=${1:-.}
mkdir -p "$out"
cd "$out"

drift data spiral -n 8000 -o spiral.npy
drift train spiral.npy -o spiral.model
drift noise spiral.npy -m spiral.model -t 0.1,0.3,0.6 -o noised.npy
drift sample -m spiral.model -n 8000 -o new-spiral.npy
drift plot scatter spiral.npy noised.npy new-spiral.npy --title 'data,t = 0.1,t = 0.3,t = 0.6,samples' -o spiral.png
