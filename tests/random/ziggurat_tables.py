#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Prints include/strand/random/ziggurat_tables.hpp. Needs nothing but Python.
#
# NumPy's streams depend on the last bit of every number, so the recurrence is run the way that gives its
# bits: for the normal density in double precision, each function correctly rounded, with the area v and
# one height as NumPy has them; for the exponential density exactly, rounded at the end.
import math
from decimal import Decimal, getcontext

getcontext().prec = 60


def exp(x):
    return float(Decimal(x).exp())


def log(x):
    return float(Decimal(x).ln())


def normal_layers():
    r, v = 3.6541528853610088, 0.004928673233974652
    edges, heights = [0.0] * 256, [1.0] * 256
    edges[255], heights[255] = r, exp(-0.5 * r * r)
    for i in range(254, 0, -1):
        edges[i] = math.sqrt(-2.0 * log(v / edges[i + 1] + heights[i + 1]))
        heights[i] = exp(-0.5 * edges[i] * edges[i])
        if i == 38:
            heights[i] = math.nextafter(heights[i], 1.0)  # an exp that rounded this one the other way
    edges[0] = v / heights[255]
    return edges, heights


def exponential_layers():
    r, v = Decimal("7.69711747013104972"), Decimal("0.00394965982258155722")
    edges, heights = [Decimal(0)] * 256, [Decimal(1)] * 256
    edges[255], heights[255] = r, (-r).exp()
    for i in range(254, 0, -1):
        edges[i] = -(v / edges[i + 1] + heights[i + 1]).ln()
        heights[i] = (-edges[i]).exp()
    edges[0] = v / heights[255]
    # 52 bits of the ratio to the layer above, for a number of 53 bits.
    safe = [2 * int(edges[i - 1] / edges[i] * 2**52) for i in range(256)]
    safe[1] = 0
    return [float(x) for x in edges], [float(y) for y in heights], safe


def rows(values, text, per_row):
    lines = [", ".join(text(v) for v in values[i : i + per_row]) for i in range(0, 256, per_row)]
    return ",\n".join("    " + line for line in lines) + ",\n"


def table(comment, kind, name, values, text, per_row):
    return f"\n/// {comment}\ninline constexpr {kind} {name} = {{\n{rows(values, text, per_row)}}};\n"


def main():
    normal_edges, normal_heights = normal_layers()
    exponential_edges, exponential_heights, safe = exponential_layers()
    values = "layer_values<double>"
    print(
        HEAD
        + table("x of the normal density.", values, "normal_edges", normal_edges, float.hex, 5)
        + table("f(x) of the normal density.", values, "normal_heights", normal_heights, float.hex, 5)
        + table("x of the exponential density.", values, "exponential_edges", exponential_edges, float.hex, 5)
        + table("f(x) of the exponential density.", values, "exponential_heights", exponential_heights, float.hex, 5)
        + table(
            "The part of each layer below the layer above, times 2^53, in the exponential density.",
            "layer_values<std::uint64_t>", "exponential_safe", safe, hex, 6,
        )
        + FOOT,
        end="",
    )


HEAD = """\
// SPDX-License-Identifier: BSD-3-Clause
// The ziggurats of the normal and the exponential density: 256 layers each. Numbers only.
// Printed by tests/random/ziggurat_tables.py, which says how each last bit comes about.
//
// G. Marsaglia, W. W. Tsang: The ziggurat method for generating random variables (2000). Layers of equal
// area v lie under f(x) = exp(-x^2 / 2) and f(x) = exp(-x). From the last edge r downwards
//     x[255] = r,   f(x[i]) = f(x[i + 1]) + v / x[i + 1],   x[0] = v / f(r)
// where layer 0 is the base with the tail beyond r, as a rectangle. The height of layer 0 stands for f(0) = 1.
#ifndef STRAND_RANDOM_ZIGGURAT_TABLES_HPP
#define STRAND_RANDOM_ZIGGURAT_TABLES_HPP

#include <array>
#include <cstdint>

// clang-format off
namespace strand::random::detail {

template <class T>
using layer_values = std::array<T, 256>;

/// The last edges.
inline constexpr double normal_tail = 3.6541528853610088, exponential_tail = 7.69711747013104972;
"""

FOOT = """
}  // namespace strand::random::detail

#endif
"""

if __name__ == "__main__":
    main()
