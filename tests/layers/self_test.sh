#!/bin/sh
# self_test.sh <scratch folder>
# Shows that check.sh accepts a clean tree and finds every kind of violation in a made-up one.
check=$(dirname "$0")/check.sh
scratch=$1
failures=0

# header <path below strand/> <lines...>: adds a header with the right guard.
header() {
    path=$tree/strand/$1
    guard=STRAND_$(printf '%s' "$1" | tr 'a-z/.' 'A-Z__')
    shift
    mkdir -p "$(dirname "$path")"
    {
        printf '#ifndef %s\n#define %s\n' "$guard" "$guard"
        for line in "$@"; do printf '%s\n' "$line"; done
        echo '#endif'
    } >"$path"
}

clean_tree() {
    tree=$scratch/tree
    rm -rf "$tree"
    header core/config.hpp '#define STRAND_FAST 1'
    header core/types.hpp '#include <cstddef>' '#include <strand/core/config.hpp>' '// #include <xsimd/xsimd.hpp>'
    header shape/layout.hpp '#include <strand/core/types.hpp>'
    header simd/pack.hpp '#include <xsimd/xsimd.hpp>' '#include <strand/core/types.hpp>'
    header plan/axes.hpp '#include <strand/shape/layout.hpp>'
    header kernel/rows.hpp '#include <strand/simd/pack.hpp>'
    header ops/sum.hpp '#include <strand/plan/axes.hpp>' '#include <strand/kernel/rows.hpp>'
    header strand.hpp '#include <strand/ops/sum.hpp>'
}

must_find() {
    if output=$(sh "$check" "$tree"); then
        echo "check.sh does not see: $1"
        failures=1
    elif ! printf '%s\n' "$output" | grep -qF -e "$1"; then
        printf 'check.sh does not say "%s" but:\n%s\n' "$1" "$output"
        failures=1
    elif ! printf '%s\n' "$output" | grep -q ', 1 violations$'; then
        printf 'check.sh sees more than one violation:\n%s\n' "$output"
        failures=1
    fi
    clean_tree
}

clean_tree
sh "$check" "$tree" || { echo "check.sh refuses a clean tree"; failures=1; }

header core/types.hpp '#include <strand/shape/other.hpp>'
header shape/other.hpp
must_find 'strand/core/types.hpp:3: order: core is below shape'

header plan/axes.hpp '#include <strand/kernel/rows.hpp>'
must_find 'strand/plan/axes.hpp:3: order: plan and kernel are siblings'

header ops/sum.hpp '#  include <strand/strand.hpp>'
header strand.hpp
must_find 'strand/ops/sum.hpp:3: order: ops is below strand.hpp'

header utils/misc.hpp
must_find 'strand/utils/misc.hpp: order: the folder utils has no place'

header shape/layout.hpp '#include "layout_impl.hpp"'
must_find 'order: write <strand/...> instead of "layout_impl.hpp"'

header shape/layout.hpp '#include <strand/shape/missing.hpp>'
must_find 'strand/shape/layout.hpp:3: there is no strand/shape/missing.hpp'

header core/types.hpp '#include <strand/core/a.hpp>'
header core/a.hpp '#include <strand/core/b.hpp>'
header core/b.hpp '#include <strand/core/types.hpp>'
must_find 'cycle: strand/core/a.hpp -> strand/core/b.hpp -> strand/core/types.hpp -> strand/core/a.hpp'

header kernel/rows.hpp '#include <xsimd/xsimd.hpp>'
must_find 'strand/kernel/rows.hpp:3: xsimd: <xsimd/xsimd.hpp> is for simd/ only'

header core/config.hpp '#define FAST(x) x'
must_find 'strand/core/config.hpp:3: macro: FAST does not start with STRAND_'

header simd/pack.hpp '#define STRAND_WIDTH 4'
must_find 'strand/simd/pack.hpp:3: macro: STRAND_WIDTH is defined outside core/config.hpp'

# shellcheck disable=SC2046  # 448 empty lines and the guard's 3
header shape/layout.hpp $(seq 448)
must_find 'strand/shape/layout.hpp: length: 451 lines, more than 450'

rm -rf "$tree"
exit $failures
