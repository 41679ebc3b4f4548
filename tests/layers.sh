#!/bin/sh
# The rooms of ARCHITECTURE.md: every #include in lib follows its table, the table has no arrow upwards, and
# lib/core/rooms.hpp and the source lists name the same rooms. Names every line that breaks a rule. The folder
# that holds all these may be given.
cd "${1:-$(dirname "$0")/..}" || exit 1
broken=0

# holds WORDS LINES: fails when there are lines.
holds() {
    [ -z "$2" ] && return
    broken=1
    echo "$1:"
    echo "$2" | sed 's/^/    /'
}

# The table: one line a room, its name and then what it may include beside the ground, from the lowest up.
ground='core kernel'
# shellcheck disable=SC2016 # the backticks are Markdown's
table=$(sed -n 's/^| `\([a-z]*\)` |\([a-z ]*\)|.*/\1 \2/p' ARCHITECTURE.md | tr -s ' ' | sed 's/ $//')
rooms=$(echo "$table" | cut -d ' ' -f 1)
[ -n "$rooms" ] || { echo 'no table of rooms in ARCHITECTURE.md'; exit 1; }

holds 'no room above may be included' "$(echo "$table" | awk '
    { for (i = 2; i <= NF; ++i) if (!($i in below)) print $1 " -> " $i; below[$1] }')"

folders=$(find lib -mindepth 1 -maxdepth 1 -type d | sed 's/.*\///' | sort)
holds 'folders of lib without a row in the table' "$(for each in $folders; do echo "$rooms" | grep -qx "$each" || echo "$each"; done)"
for list in lib tests; do
    listed=$(tr '\n' ' ' <$list/CMakeLists.txt | sed -n 's/.*foreach(room \([a-z ]*\)).*/\1/p' | tr -s ' ' '\n' | sed '/^$/d')
    holds "$list/CMakeLists.txt lists no rooms of the table" "$(for each in $listed; do echo "$rooms" | grep -qx "$each" || echo "$each"; done)"
done

# reach EDGES: from lines "room room...", all that a room sees, through the rooms that it sees, one line a pair.
reach() {
    echo "$1" | awk '
        { rooms[$1]; for (i = 2; i <= NF; ++i) sees[$1, $i] }
        END {
            for (k in rooms) for (a in rooms) for (b in rooms) if ((a, k) in sees && (k, b) in sees) sees[a, b]
            for (a in rooms) for (b in rooms) if ((a, b) in sees) print a " sees " b
        }' | sort
}
directives=$(awk '/^namespace [a-z]+ \{/ { room = $2; print room; next }
    /^using namespace/ { sub(";", "", $3); if (room != "drift" && room != "all") print room, $3 }
    /^}/ { room = "drift" }' lib/core/rooms.hpp | grep -v -e '^drift' -e '^all' -e '^kernel')
holds 'ARCHITECTURE.md (<) and lib/core/rooms.hpp (>) differ' "$(
    seen=$(mktemp); reach "$directives" >"$seen"
    reach "$(echo "$table" | grep -v -x -e core -e kernel)" | diff - "$seen" | grep '^[<>]'
    rm -f "$seen")"

for room in $folders; do
    allowed=$(echo "$ground" "$(echo "$table" | grep "^$room\( \|$\)")" | tr ' ' '|')
    holds "lib/$room may include $allowed" "$(grep -rnE '#include "' "lib/$room" | grep -vE "#include \"($allowed)/")"
done

# only HEADERS FILES: which files may include a library's headers, both extended regular expressions.
only() {
    holds "$1 belongs in $2" "$(grep -rnE "#include <($1)" lib tools --include='*.[ch]pp' | grep -vE "^($2):")"
}
only 'CLI/' '(lib/cli|tools)/[^:]*'
only 'cairo' 'lib/plot/[^:]*'
only 'nlohmann/' 'lib/(io|distribution|model)/[^:]*\.cpp'
only 'xtensor/' 'lib/core/array\.hpp'
only 'xtensor-blas/' 'lib/core/linear_algebra\.cpp'
only 'stb|zlib' 'lib/io/[^:]*\.cpp'

exit $broken
