#!/bin/sh
# self_test.sh <scratch folder> <compiler and flags>
# Shows that run.sh accepts what is right and finds what is wrong in made-up README files.
here=$(dirname "$0")
scratch=$1
shift
failures=0
mkdir -p "$scratch"

# readme: writes standard input as a README; ''' stands for the fence.
readme() { sed "s/'''/\`\`\`/" >"$scratch/README.md"; }

must_pass() {
    if ! output=$(sh "$here/run.sh" "$scratch/README.md" "$scratch/programs" "$@" 2>&1); then
        printf 'refuses a good README:\n%s\n' "$output"
        failures=1
    fi
}
must_fail() {
    wanted=$1
    shift
    if output=$(sh "$here/run.sh" "$scratch/README.md" "$scratch/programs" "$@" 2>&1); then
        echo "accepts a README, instead of saying: $wanted"
        failures=1
    elif ! printf '%s\n' "$output" | grep -qF -e "$wanted"; then
        printf 'does not say "%s" but:\n%s\n' "$wanted" "$output"
        failures=1
    fi
}

readme <<'END'
# made up
'''cpp
#include <cstdio>
int main() {
    std::puts("one");       // prints: one
    std::puts("[[1 2]\n [3 4]]");   // prints: [[1 2]
                                    //          [3 4]]

    // a comment that is not output
    std::puts("took 3 ms"); // prints: took {any} ms
}
'''
not C++: '''sh
exit 1
'''
<!-- setup
#include <cstdio>
const int hidden = 3;
-->
'''cpp
using number = int;
number n = hidden;
std::printf("%d\n", n);   // prints: 3
'''
END
must_pass "$@"

readme <<'END'
'''cpp
#include <cstdio>
std::puts("two");   // prints: one
'''
END
must_fail 'expected <one>' "$@"

readme <<'END'
'''cpp
#include <cstdio>
std::puts("one");   // prints: one
std::puts("two");
'''
END
must_fail 'expected the end, printed <two>' "$@"

readme <<'END'
'''cpp
#include <cstdio>
// prints: one
'''
END
must_fail 'but the output ends' "$@"

readme <<'END'
'''cpp
#include <cstdio>
return 1;
'''
END
must_fail 'program 1 of' "$@"

readme <<'END'

'''cpp
#include <cstdio>
undeclared();
'''
END
must_fail 'README.md:4' "$@"

exit $failures
