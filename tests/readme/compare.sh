#!/bin/sh
# compare.sh <expected> <printed>
# Compares two text files line by line. {any} in an expected line stands for any text, where a time
# or the machine decides what is printed. Shows the lines that differ.
awk -v printed="$2" '
function fits(text, pattern,  piece, n, i, at) {
    n = split(pattern, piece, /[{]any[}]/)
    if (n < 2) return text == pattern
    if (substr(text, 1, length(piece[1])) != piece[1]) return 0
    text = substr(text, length(piece[1]) + 1)
    for (i = 2; i < n; ++i) {
        at = index(text, piece[i])
        if (!at) return 0
        text = substr(text, at + length(piece[i]))
    }
    return length(text) >= length(piece[n]) && substr(text, length(text) - length(piece[n]) + 1) == piece[n]
}
{
    if ((getline line < printed) <= 0) {
        print "line " FNR ": expected <" $0 ">, but the output ends"
        different = 1
        exit
    }
    if (!fits(line, $0)) {
        print "line " FNR ": expected <" $0 ">"
        print "line " FNR ":  printed <" line ">"
        different = 1
    }
}
END {
    if (!different && (getline line < printed) > 0) {
        print "line " FNR + 1 ": expected the end, printed <" line ">"
        different = 1
    }
    exit different
}
' "$1"
