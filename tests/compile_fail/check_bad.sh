#!/bin/sh
# check_bad.sh <mistake.cpp> <compiler and flags>
# Succeeds if the file does not compile, for the reason in its first line: // expect: <regular expression>
file=$1
shift

fail() {
    echo "$file: $1"
    [ -z "$2" ] || printf '%s\n' "$2" | head -n 60
    exit 1
}

expected=$(sed -n '1s|^// expect: ||p' "$file")
[ -n "$expected" ] || fail "the first line is not '// expect: <regular expression>'"

# The C locale has plain quotes in messages.
if output=$(LC_ALL=C "$@" -fsyntax-only "$file" 2>&1); then
    fail "compiles, and must not"
fi
printf '%s\n' "$output" | grep -Eq -e "$expected" ||
    fail "does not compile, but not because of '$expected'. The compiler says:" "$output"
printf '%s\n' "$output" | grep -Eq -e "$(basename "$file"):[0-9]+" ||
    fail "the message does not point at the line that is wrong. The compiler says:" "$output"
