#!/bin/sh
# Real handwritten digits in, new ones out: ten rows, one a class. usage: digits.sh [FOLDER]
set -eu
out=${1:-.}
mkdir -p "$out"
cd "$out"

drift data digits --labels-out labels.npy -o digits.npy
drift train digits.npy --labels labels.npy --network mlp:width=256 --steps 4000 -o digits.model
drift sample -m digits.model --label all -n 160 -o new-digits.npy
drift plot images new-digits.npy --columns 16 -o digits.png
