#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Keeps accuracy and speed side by side in results.md: rows that strand_accuracy, strand_accuracy --every-float,
numpy_accuracy.py and strand_bench --markdown printed replace those of the same name; others and the text stay.

  results.py results.md --accuracy a.md ... --every-float e.md ... --numpy n.md --bench AVX-512=b.md --bench "AVX2 and FMA=c.md"
"""
import argparse
import re

TYPES = {"f64": "double", "f32": "float"}
SETS = {"avx512": "AVX-512", "avx2_fma": "AVX2", "sse2": "SSE2"}
HEADER = ["function", "type", "AVX-512", "at", "AVX2", "at", "SSE2", "at", "every float, AVX-512", "AVX2", "SSE2",
          "strand", "libmvec", "xsimd", "Eigen", "NumPy", "measured"]
COMMON = {name: HEADER.index(name) for name in ("strand", "libmvec", "xsimd", "Eigen", "NumPy")}


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables_of(lines):
    """The Markdown tables: (index of the header line, index after the last row)."""
    start = None
    for i, line in enumerate([*lines, ""]):
        if line.startswith("|") and start is None:
            start = i
        elif not line.startswith("|") and start is not None:
            yield start, i
            start = None


def rows_of(path):
    """Header and cells of each row of a file's tables."""
    lines = open(path, encoding="utf-8").read().split("\n")
    for start, end in tables_of(lines):
        header = cells_of(lines[start])
        for line in lines[start + 2:end]:
            yield header, cells_of(line)


def date_of(path):
    found = re.search(r"\d{4}-\d{2}-\d{2}", open(path, encoding="utf-8").readline())
    return found.group() if found else ""


def seconds(text):
    number, unit = text.split()
    return float(number) * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[unit]


def accuracy_rows(old, options):
    rows = {tuple(row[:2]): row + [""] * (len(HEADER) - len(row)) for row in old}
    row_of = lambda cells: rows.setdefault(tuple(cells[:2]), cells[:2] + [""] * (len(HEADER) - 2))
    for path in options.accuracy:
        for header, cells in rows_of(path):
            row = row_of(cells)
            row[-1] = date_of(path)
            for i, name in enumerate(header):
                if name in SETS:
                    at = HEADER.index(SETS[name])
                    row[at:at + 2] = cells[i], cells[i + 1].replace("0x1p+0", "1")
                elif name.endswith(", common"):
                    row[COMMON[name.removesuffix(", common")]] = cells[i]
    for path in options.every_float:
        for header, cells in rows_of(path):
            row = row_of(cells)
            for i, name in enumerate(header):
                if name in SETS:
                    row[8 + list(SETS).index(name)] = cells[i]
            # The older of two dates: all of the row is of functions as they were then or later.
            row[-1] = min(filter(None, (row[-1], date_of(path))))
    for path in options.numpy:
        for _, cells in rows_of(path):
            row_of(cells)[COMMON["NumPy"]] = cells[2]
    return rows.values()


def speed_rows(old, path):
    rows = {row[0]: row for row in old}
    for header, cells in rows_of(path):
        named = dict(zip(header, cells))
        name, kind, size = named["workload"].split("/")
        if not name.startswith(("math_", "black_scholes")):
            continue
        count = {"1k": 1000, "100k": 100000}[size]
        strand, loop = seconds(named["strand"]), seconds(named[header[1]])
        ratio = strand / loop  # with more digits than the table's own
        row = [f"{name.removeprefix('math_')}, {TYPES[kind]}, {size}", f"{strand / count * 1e9:.2f} ns", f"{1 / ratio:.2f}"]
        for library in ("libmvec", "xtensor", "eigen", "numpy"):
            value = named.get(library, "")
            row.append(f"{float(value) / ratio:.2f}" if value.replace(".", "").isdigit() else "")
        rows[row[0]] = row
    return rows.values()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    for name in ("accuracy", "every-float", "numpy"):
        parser.add_argument(f"--{name}", nargs="*", default=[])
    parser.add_argument("--bench", action="append", default=[], metavar="NAME=FILE")
    options = parser.parse_args()
    benches = dict(bench.split("=", 1) for bench in options.bench)
    lines = open(options.file, encoding="utf-8").read().split("\n")
    for start, end in reversed(list(tables_of(lines))):
        header, old = lines[start:start + 2], [cells_of(line) for line in lines[start + 2:end]]
        if cells_of(header[0])[0] == "function":
            rows = accuracy_rows(old, options)
        else:
            heading = max(i for i in range(start) if lines[i].startswith("## Speed, "))
            path = benches.get(lines[heading].removeprefix("## Speed, "))
            if path is None:
                continue
            rows = speed_rows(old, path)
            lines[start - 2] = open(path, encoding="utf-8").readline().strip()
        lines[start:end] = header + ["| " + " | ".join(row) + " |" for row in rows]
    open(options.file, "w", encoding="utf-8").write("\n".join(lines))


main()
