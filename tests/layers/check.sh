#!/bin/sh
# check.sh <include folder>
# Checks the headers under <include folder>/strand and prints one line per violation:
#   order    a folder includes itself and those before it; siblings in braces do not include each other:
#            core < {shape, memory, simd} < {expr, plan, kernel} < eval < array
#                 < {ops, linalg, random} < {io, interop} < strand.hpp
#   cycle    no header includes itself, by whatever way
#   xsimd    only simd/ includes xsimd
#   macro    macros are defined in core/config.hpp and start with STRAND_; elsewhere a header defines
#            its include guard only, STRAND_<FOLDER>_<FILE>_HPP
#   length   no header has more than 450 lines
# strand's headers are included as <strand/folder/file.hpp>.
cd "$1" || exit 2
headers=$(find strand -name '*.hpp' | LC_ALL=C sort)
[ -n "$headers" ] || { echo "no headers in $1/strand"; exit 2; }

# shellcheck disable=SC2086  # one argument per header
awk '
BEGIN {
    max_lines = 450
    levels = split("core|shape memory simd|expr plan kernel|eval|array|ops linalg random|io interop", row, "|")
    for (i = 1; i <= levels; ++i) {
        n = split(row[i], names, " ")
        for (j = 1; j <= n; ++j) level[names[j]] = i
    }
}
function folder_of(path,  part, n) {
    n = split(path, part, "/")
    return n == 2 && part[2] == "strand.hpp" ? "strand.hpp" : part[2]
}
function level_of(folder) { return folder == "strand.hpp" ? levels + 1 : level[folder] + 0 }
function violation(where, text) {
    print where ": " text
    ++violations
}
function check_length() {
    if (file != "" && lines > max_lines) violation(file, "length: " lines " lines, more than " max_lines)
}

FNR == 1 {
    check_length()
    file = FILENAME
    files[++file_count] = file
    known[file] = 1
    folder = folder_of(file)
    guard = toupper(file)
    gsub(/[^A-Z0-9]/, "_", guard)
    if (!level_of(folder)) violation(file, "order: the folder " folder " has no place in the order")
}
{ lines = FNR }

/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    target = $0
    sub(/^[^<"]*[<"]/, "", target)
    sub(/[>"].*/, "", target)
    where = file ":" FNR
    if (target ~ /^xsimd\// && folder != "simd") violation(where, "xsimd: <" target "> is for simd/ only")
    if ($0 ~ /include[ \t]*"/) violation(where, "order: write <strand/...> instead of \"" target "\"")
    if (target ~ /^strand\//) {
        other = folder_of(target)
        if (other != folder) {
            if (level_of(other) > level_of(folder))
                violation(where, "order: " folder " is below " other " and must not include " target)
            else if (level_of(other) == level_of(folder))
                violation(where, "order: " folder " and " other " are siblings; it must not include " target)
        }
        includes[file] = includes[file] target " "
        line_of[file, target] = FNR
    }
}

/^[ \t]*#[ \t]*define[ \t]/ {
    macro = $0
    sub(/^[ \t]*#[ \t]*define[ \t]+/, "", macro)
    sub(/[^A-Za-z0-9_].*/, "", macro)
    if (macro != guard) {
        if (macro !~ /^STRAND_/) violation(file ":" FNR, "macro: " macro " does not start with STRAND_")
        if (file != "strand/core/config.hpp")
            violation(file ":" FNR, "macro: " macro " is defined outside core/config.hpp (the guard would be " guard ")")
    }
}

# Depth first; state 1 = on the current path, 2 = done.
function visit(name, path,  next_names, n, i) {
    state[name] = 1
    n = split(includes[name], next_names, " ")
    for (i = 1; i <= n; ++i) {
        if (!(next_names[i] in known)) {
            violation(name ":" line_of[name, next_names[i]], "there is no " next_names[i])
        } else if (state[next_names[i]] == 1) {
            violation(name ":" line_of[name, next_names[i]],
                "cycle: " substr(path, index(path, next_names[i])) " -> " next_names[i])
        } else if (!state[next_names[i]]) {
            visit(next_names[i], path " -> " next_names[i])
        }
    }
    state[name] = 2
}
END {
    check_length()
    for (i = 1; i <= file_count; ++i) if (!state[files[i]]) visit(files[i], files[i])
    print file_count " headers, " violations + 0 " violations"
    exit violations > 0
}
' $headers
