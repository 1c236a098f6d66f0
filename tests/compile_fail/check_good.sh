#!/bin/sh
# check_good.sh <folder> <compiler and flags>
# Compiles the right versions (-DGOOD) of all mistakes in the folder, in one run of the compiler.
folder=$1
shift

for file in "$folder"/*.cpp; do
    printf '#include "%s"\n' "$file"
done | "$@" -DGOOD -fsyntax-only -x c++ - || {
    echo "a right version does not compile"
    exit 1
}
