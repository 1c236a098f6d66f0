#!/bin/sh
# run.sh <way> <strand's source> <strand's build> <scratch folder> <cmake and settings>
# Configures, builds and runs the project in the folder <way>.
set -eu
project=$(dirname "$0")/$1
source=$2
build=$3
scratch=$4
cmake=$5
way=$1
shift 5

rm -rf "$scratch"
mkdir -p "$scratch"
if [ "$way" = find_package ]; then
    "$cmake" --install "$build" --prefix "$scratch/installed" --component strand
    # What is installed must work wherever it is moved to.
    mv "$scratch/installed" "$scratch/moved"
    set -- "$@" "-Dstrand_ROOT=$scratch/moved"
else
    set -- "$@" "-DSTRAND_SOURCE=$source"
fi
"$cmake" -S "$project" -B "$scratch/build" "$@"
"$cmake" --build "$scratch/build"
"$scratch/build/consumer"
