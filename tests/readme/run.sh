#!/bin/sh
# run.sh <markdown file> <scratch folder> <compiler and flags>
# Compiles and runs every ```cpp block of the file, each as a program of its own.
#
#   a block with main       is the program as it stands
#   a block without main    is put into one: preprocessor lines, using and namespace lines go before
#                           main, the rest into it; without any #include, strand.hpp and iostream are
#                           included and namespace strand is used
#   <!-- setup              in front of a block: code for that block that readers need not see
#   ...
#   -->
#
#   std::cout << a;     // prints: [[1 2]
#                       //          [3 4]]
#
# All `// prints:` texts of a block, one after the other, are its whole output; white space at the
# ends of a line does not count, {any} stands for any text. A block without them must only succeed.
here=$(dirname "$0")
markdown=$1
scratch=$2
shift 2
[ -r "$markdown" ] || { echo "there is no $markdown"; exit 1; }
rm -rf "$scratch"
mkdir -p "$scratch"

awk -v out="$scratch" -v name="$(basename "$markdown")" '
function add(text, number) { code[++code_lines] = text; line_of[code_lines] = number }
function put(i) { print "#line " line_of[i] " \"" name "\"" > file; print code[i] > file }
function outside(text) {
    return text ~ /^[ \t]*#/ || text ~ /^[ \t]*using[ \t]/ || text ~ /^[ \t]*namespace[ \t]+[A-Za-z_0-9]+[ \t]*=/
}
function write_program(  i, has_main, has_include) {
    file = sprintf("%s/%02d.cpp", out, ++programs)
    for (i = 1; i <= code_lines; ++i) {
        if (code[i] ~ /(^|[^A-Za-z_0-9])main[ \t]*\(/) has_main = 1
        if (code[i] ~ /^[ \t]*#[ \t]*include/) has_include = 1
    }
    if (!has_include) print "#include <strand/strand.hpp>\n#include <iostream>\nusing namespace strand;" > file
    if (has_main) {
        for (i = 1; i <= code_lines; ++i) put(i)
    } else {
        for (i = 1; i <= code_lines; ++i) if (outside(code[i])) put(i)
        print "int main() {" > file
        for (i = 1; i <= code_lines; ++i) if (!outside(code[i])) put(i)
        print "}" > file
    }
    close(file)
    file = sprintf("%s/%02d.expected", out, programs)
    if (prints) {
        printf "%s", expected > file
        close(file)
    }
    code_lines = prints = 0
    expected = ""
}
/^<!-- setup[ \t]*$/ { in_setup = 1; next }
in_setup && /^-->/ { in_setup = 0; next }
in_setup { add($0, FNR); next }
/^[ \t]*```cpp[ \t]*$/ { in_block = 1; continues = 0; next }
in_block && /^[ \t]*```[ \t]*$/ { in_block = 0; write_program(); next }
in_block {
    add($0, FNR)
    text = $0
    if (text ~ /\/\/[ \t]*prints:/) {
        sub(/.*\/\/[ \t]*prints:/, "", text)
        expected = expected text "\n"
        prints = continues = 1
    } else if (continues && text ~ /^[ \t]*\/\//) {
        sub(/^[ \t]*\/\//, "", text)
        expected = expected text "\n"
    } else {
        continues = 0
    }
}
END { if (in_setup || in_block) { print name ": the last block does not end"; exit 1 } }
' "$markdown" || exit 1

trim() { sed 's/^[[:space:]]*//; s/[[:space:]]*$//' "$1"; }

failures=0
count=0
for source in "$scratch"/*.cpp; do
    [ -e "$source" ] || break
    count=$((count + 1))
    program=${source%.cpp}
    if ! "$@" "$source" -o "$program"; then
        echo "program $count of $markdown does not compile"
        failures=$((failures + 1))
    elif ! (cd "$scratch" && "./$(basename "$program")") </dev/null >"$program.printed"; then
        echo "program $count of $markdown fails"
        failures=$((failures + 1))
    elif [ -e "$program.expected" ]; then
        trim "$program.expected" >"$program.expected.trimmed"
        trim "$program.printed" >"$program.printed.trimmed"
        sh "$here/compare.sh" "$program.expected.trimmed" "$program.printed.trimmed" || {
            echo "program $count of $markdown prints something else"
            failures=$((failures + 1))
        }
    fi
done
echo "$count programs in $markdown, $failures failures"
[ $failures -eq 0 ]
