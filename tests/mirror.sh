#!/bin/sh
# Where a source of lib is tested: lib/ROOM/NAME.cpp in tests/ROOM/NAME_test.cpp, or where tests/elsewhere.txt says,
# a line each: the source, then its tests. Names the sources without either, and the lines that lead nowhere.
cd "$(dirname "$0")/.." || exit 1
broken=0
fault() { echo "$*"; broken=1; }

for source in lib/*/*.cpp; do
    name=${source#lib/}
    [ -e "tests/${name%.cpp}_test.cpp" ] || grep -q "^$name " tests/elsewhere.txt || fault "no test of lib/$name"
done
while read -r name tests; do
    [ -e "lib/$name" ] || fault "tests/elsewhere.txt: there is no lib/$name"
    [ ! -e "tests/${name%.cpp}_test.cpp" ] || fault "tests/elsewhere.txt: lib/$name has a test of its own"
    for each in $tests; do [ -e "tests/$each" ] || fault "tests/elsewhere.txt: there is no tests/$each"; done
done <tests/elsewhere.txt
exit $broken
