#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Puts accuracy and speed side by side: reads what strand_accuracy, strand_accuracy --every-float,
numpy_accuracy.py and strand_bench --markdown printed, and prints tables in Markdown.

  results.py --accuracy a.md --every-float e.md --numpy n.md --bench AVX-512=b.md --bench AVX2=c.md
"""
import argparse

TYPES = {"f64": "double", "f32": "float"}


def rows_of(path):
    """Rows of the Markdown tables of a file, each as a dictionary by the names of the columns."""
    header = None
    for line in open(path, encoding="utf-8"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            header = None
        elif header is None:
            header = cells
        elif not set(line) <= set("|-: \n"):
            yield dict(zip(header, cells))


def first_line(path):
    return open(path, encoding="utf-8").readline().strip()


def seconds(text):
    number, unit = text.split()
    return float(number) * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[unit]


def by_function(path, column):
    return {(row["function"], row["type"]): row.get(column, "") for row in rows_of(path)}


def accuracy_table(options):
    every = by_function(options.every_float, "max ULP")
    numpy = by_function(options.numpy, "numpy, common")
    print("| function | type | strand, anywhere | at | every float | strand | libmvec | xsimd | Eigen | NumPy |")
    print("|---|---|---:|---|---:|---:|---:|---:|---:|---:|")
    for row in rows_of(options.accuracy):
        key = row["function"], row["type"]
        cells = [*key, row["max ULP"], row["at"].replace("0x1p+0", "1"), every.get(key, "") if key[1] == "float" else ""]
        cells += [row[f"{library}, common"] for library in ("strand", "libmvec", "xsimd", "Eigen")] + [numpy.get(key, "")]
        print("| " + " | ".join(cells) + " |")


def speed_table(path):
    print("| workload | strand | C library | libmvec | xtensor | Eigen | NumPy |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for row in rows_of(path):
        name, kind, size = row["workload"].split("/")
        if not name.startswith(("math_", "black_scholes")):
            continue
        count = {"1k": 1000, "100k": 100000}[size]
        strand = seconds(row["strand"])
        ratio = float(row["ratio"])
        cells = [f"{name.removeprefix('math_')}, {TYPES[kind]}, {size}", f"{strand / count * 1e9:.2f} ns", f"{1 / ratio:.2f}"]
        for library in ("libmvec", "xtensor", "eigen", "numpy"):
            value = row.get(library, "")
            cells.append(f"{float(value) / ratio:.2f}" if value.replace(".", "").isdigit() else "")
        print("| " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("accuracy", "every-float", "numpy"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--note", default="", help="a paragraph about other measurements")
    parser.add_argument("--bench", action="append", default=[], metavar="NAME=FILE")
    options = parser.parse_args()
    print("# Mathematical functions: how accurate, how fast\n")
    print("Made by results.py from the output of strand_accuracy, numpy_accuracy.py and strand_bench.\n")
    print("Errors are in units in the last place (ULP); 0.5 is the best there is. The columns after `every float` are the")
    print("largest errors where arguments are common (functions.inc has the intervals, 10^5 points each), so that what")
    print("is paid for what can be compared; `anywhere` has 10^6 points of every exponent, close to zeros and poles, and")
    print("`every float` all 2^32. log Gamma of negative numbers and logaddexp count in units of their largest term.\n")
    print(f"{first_line(options.accuracy)}\n\n{first_line(options.every_float)}\n\n{first_line(options.numpy)}\n")
    if options.note:
        print(f"{options.note}\n")
    accuracy_table(options)
    for bench in options.bench:
        name, path = bench.split("=", 1)
        print(f"\n## Speed, {name}\n\nTime per element of strand, and the others' times as multiples of it: above 1 strand is faster.\n")
        print(f"{first_line(path)}\n")
        speed_table(path)


main()
