#!/bin/sh
# check_alone.sh <folder> <compiler and flags>
# Compiles every header of the folder in a unit that has nothing else in it, and includes it twice.
folder=$1
shift
failures=0

for header in "$folder"/*.hpp; do
    # -include: as the main file, a header is warned about for being one.
    if ! "$@" -fsyntax-only -include "$header" -include "$header" -x c++ /dev/null; then
        echo "$header does not compile alone"
        failures=1
    fi
done
exit $failures
