#!/bin/sh
# What `sample` does when nobody says how: its end points beside those of the exact probability flow from the same starts,
# in standard deviations of the data, and the width of the noise about the nearest centre beside the flow's. Noise left
# and what the start forgets are no part of it: the flow begins there too, and goes on to sigma / alpha = 1e-5.
. "$(dirname "$0")/../tools/tap.sh"

# compare A B CENTRES: distance of the rows, and the ratio of their root mean square distances from the nearest centre.
compare() {
    drift data export "$1" >a.csv && drift data export "$2" >b.csv && paste -d ' ' a.csv b.csv | tr ',\t' '  ' |
        awk -v centres="$3" '
            BEGIN { while ((getline line < centres) > 0) { k++; split(line, c, ","); cx[k] = c[1]; cy[k] = c[2] } }
            function near(x, y,  i, d, least) {
                least = 1e300
                for (i = 1; i <= k; i++) { d = (x - cx[i]) ^ 2 + (y - cy[i]) ^ 2; if (d < least) least = d }
                return least
            }
            NF == 4 && $1 == $1 + 0 {
                n++; off += ($1 - $3) ^ 2 + ($2 - $4) ^ 2; a += near($1, $2); b += near($3, $4)
                sx += $3; sy += $4; power += $3 ^ 2 + $4 ^ 2
            }
            END { printf "%.4f %.4f\n", sqrt(off / (power - (sx * sx + sy * sy) / n)), sqrt(a / b) }'
}

printf '# %-12s %-13s %9s %6s\n' set schedule distance width
for set in 8gaussians 25gaussians; do
    drift data spec $set >$set.json
    sed 's/.*"means": *\[\[//; s/\]\].*//; s/\], *\[/\n/g; s/ //g' $set.json >centres
    most=0.02; [ $set = 8gaussians ] || most=0.04     # there rows that change modes dominate
    for schedule in ve vp-linear vp-cosine vp-discrete sub-vp ve-geometric edm linear; do
        end=1e-5; [ $schedule = ve-geometric ] && end=0.01
        run() { drift sample --exact $set.json -s $schedule -n 1024 --seed 1 --dtype float64 -q "$@"; }
        rm -f default.npy flow.npy
        run -o default.npy
        run --solver dopri5:rtol=1e-7,atol=1e-7 --grid sigma:min=$end -o flow.npy
        found=$(compare default.npy flow.npy centres)
        # shellcheck disable=SC2086  # two words
        printf '# %-12s %-13s %9s %6s\n' $set $schedule $found
        echo "$found" | awk -v most=$most '{ exit !($1 <= most && $2 > 0.95 && $2 < 1.05) }'
        result $? "$set on $schedule: within $most of the flow, widths within 5 %"
    done
done
done_testing
