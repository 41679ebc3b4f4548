#!/bin/sh
# The rooms' table: what the files of a room may include beside core and the room itself. Names every line that breaks it.
cd "$(dirname "$0")/.." || exit 1
broken=0

allowed() {
    case $1 in
    core) echo kernel ;;
    kernel) echo core ;;
    io | transport | network) echo core kernel ;;
    distribution) echo core kernel io ;;
    path) echo core kernel distribution transport ;;
    model) echo core kernel io path network ;;
    exact) echo core kernel io distribution path model ;;
    ode) echo core kernel path model exact ;;
    sampler) echo core kernel io path model exact ode ;;
    solver) echo core kernel path model exact ode sampler ;;
    train) echo core kernel io distribution transport path network model exact ;;
    metric) echo core kernel io distribution transport path network model exact ode sampler solver train ;;
    plot) echo core kernel io ;;
    cli) echo core kernel io distribution transport path network model exact ode sampler solver train metric ;;
    *) echo "no such room in the table: $1" >&2 ;;
    esac
}

# holds WORDS LINES: fails when there are lines.
holds() {
    [ -z "$2" ] && return
    broken=1
    echo "$1:"
    echo "$2" | sed 's/^/    /'
}

for folder in lib/*/; do
    room=$(basename "$folder")
    rooms=$(echo "$room" "$(allowed "$room")" | sed 's/ *$//; s/  */|/g')
    holds "lib/$room may include $rooms" "$(grep -rnE '#include "' "$folder" | grep -vE "#include \"($rooms)/")"
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
