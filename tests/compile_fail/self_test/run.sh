#!/bin/sh
# run.sh <compiler and flags>
# Shows that the two scripts can fail, and for which reason they do.
here=$(dirname "$0")
failures=0

must_say() {
    wanted=$1
    shift
    if output=$("$@" 2>&1); then
        echo "succeeds, and must not: $*"
        failures=1
    elif ! printf '%s\n' "$output" | grep -qF -e "$wanted"; then
        printf 'fails without saying "%s": %s\n%s\n' "$wanted" "$*" "$output"
        failures=1
    fi
}

must_say "compiles, and must not" sh "$here/../check_bad.sh" "$here/no_mistake.cpp" "$@"
must_say "but not because of" sh "$here/../check_bad.sh" "$here/other_message.cpp" "$@"
must_say "the first line is not" sh "$here/../check_bad.sh" "$here/no_expectation.cpp" "$@"
must_say "a right version does not compile" sh "$here/../check_good.sh" "$here" "$@"
sh "$here/../check_bad.sh" "$here/mistake.cpp" "$@" || failures=1
exit $failures
