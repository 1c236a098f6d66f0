#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Prints tests/random/numpy_streams.hpp: what NumPy (1.17 or later) gives for the calls that the tests repeat.
# Of long results only the first values, a hash of all, and the next word of the generator are kept.
import numpy as np

COUNT = 40003  # odd, and not a multiple of any block
NORMAL_TAIL, EXPONENTIAL_TAIL = 3.6541528853610088, 7.69711747013104972
TYPES = {
    "float64": "double", "float32": "float", "bool": "bool", "int8": "std::int8_t", "int16": "std::int16_t",
    "int32": "std::int32_t", "int64": "std::int64_t", "uint8": "std::uint8_t", "uint16": "std::uint16_t",
    "uint32": "std::uint32_t", "uint64": "std::uint64_t",
}


def words(values):
    """The bits of each value, as unsigned integers."""
    return np.ascontiguousarray(values).view(f"u{values.dtype.itemsize}").astype(np.uint64)


def digest(bits):
    """h = (h xor word) times the prime of FNV-1a, modulo 2^64."""
    h = 0xCBF29CE484222325
    for word in bits.tolist():
        h = (h ^ word) * 0x100000001B3 % 2**64
    return h


def text(value):
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, np.float32):
        return float(value).hex() + "f"
    if isinstance(value, float):
        return float(value).hex()
    value = int(value)
    if value >= 2**63:
        return f"{value}u"
    return "INT64_MIN" if value == -(2**63) else str(value)


def array(values):
    return "{" + ", ".join(text(v) for v in values) + "}"


def stream(name, call, count=COUNT, seed=42, tail=None):
    """`tail`: values beyond are left out of the hash, because they depend on the C library's log1p."""
    rng = np.random.default_rng(seed)
    values = call(rng, count)
    kept = values if tail is None else values[np.abs(values) < tail]
    kind = TYPES[values.dtype.name]
    print(f"inline constexpr stream<{kind}> {name} = {{")
    print(f"    {array(values[:4])},")
    next_word = rng.bit_generator.random_raw()
    print(f"    {len(values)}, {len(values) - len(kept)}, {digest(words(kept)):#x}u, {next_word:#x}u}};")


def values(name, numbers, kind=None):
    numbers = np.asarray(numbers)
    kind = kind or TYPES[numbers.dtype.name]
    lines, line = [], ""
    for number in numbers.ravel():
        item = text(number) + ", "
        if len(line) + len(item) > 110:
            lines.append(line.rstrip())
            line = ""
        line += item
    lines.append(line.rstrip(", "))
    print(f"inline constexpr {kind} {name}[] = {{\n    " + "\n    ".join(lines) + "};")


def rng(seed=42):
    return np.random.default_rng(seed)


print("""// SPDX-License-Identifier: BSD-3-Clause
// What NumPy gives. Printed by tests/random/numpy_streams.py.
#ifndef STRAND_TESTS_RANDOM_NUMPY_STREAMS_HPP
#define STRAND_TESTS_RANDOM_NUMPY_STREAMS_HPP

#include <array>
#include <cstdint>

// clang-format off
namespace numpy {

/// A long result: its beginning, the number of values, how many of them the hash leaves out (those in a
/// tail), the hash, and the word that the generator gives next.
template <class T>
struct stream {
    std::array<T, 4> first;
    std::ptrdiff_t count, left_out;
    std::uint64_t hash, next;
};
""")

print("// SeedSequence(seed).generate_state(4)")
values("seed_0", np.random.SeedSequence(0).generate_state(4))
values("seed_42", np.random.SeedSequence(42).generate_state(4))
values("seed_large", np.random.SeedSequence(2**100 + 12345).generate_state(4))
values("seed_list", np.random.SeedSequence([1, 2**40, 3, 4, 5, 6]).generate_state(4))
values("seed_42_words", np.random.SeedSequence(42).generate_state(3, np.uint64))
children = np.random.SeedSequence(42).spawn(2)
values("seed_child", children[1].generate_state(4))
values("seed_grandchild", children[1].spawn(3)[2].generate_state(4))

print("\n// random_raw(4)")
values("pcg64_42", np.random.PCG64(42).random_raw(4))
values("pcg64_list", np.random.PCG64([1, 2, 3]).random_raw(4))
values("pcg64_jumped", np.random.PCG64(42).jumped().random_raw(4))
values("pcg64_jumped_3", np.random.PCG64(42).jumped(3).random_raw(4))
values("pcg64_advanced", np.random.PCG64(42).advance(10**30).random_raw(4))
values("pcg64_child", np.random.PCG64(children[1]).random_raw(4))
values("philox_42", np.random.Philox(42).random_raw(9))
counter = np.array([2**64 - 1, 2**64 - 1, 5, 2**63], np.uint64)
values("philox_keyed", np.random.Philox(key=7, counter=counter).random_raw(8))
jumped = np.random.Philox(42)
jumped.random_raw(2)
values("philox_jumped", jumped.jumped(2).random_raw(5))

print()
stream("raw", lambda r, n: r.bit_generator.random_raw(n))
stream("random_double", lambda r, n: r.random(n))
stream("random_float", lambda r, n: r.random(n, dtype=np.float32))
stream("uniform", lambda r, n: r.uniform(-1.3, 2.9, n))
stream("standard_normal_double", lambda r, n: r.standard_normal(n), tail=NORMAL_TAIL)
stream("standard_normal_float", lambda r, n: r.standard_normal(n, dtype=np.float32), tail=NORMAL_TAIL)
stream("normal", lambda r, n: r.normal(5.5, 0.3, n), tail=5.5 + 0.3 * 3.6)
stream("standard_exponential_double", lambda r, n: r.standard_exponential(n), tail=EXPONENTIAL_TAIL)
stream("standard_exponential_float", lambda r, n: r.standard_exponential(n, dtype=np.float32), tail=EXPONENTIAL_TAIL)
stream("exponential", lambda r, n: r.exponential(2.5, n), tail=2.5 * EXPONENTIAL_TAIL)
for name in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"):
    info = np.iinfo(name)
    half = info.max // 2
    stream(f"{name}_small", lambda r, n: r.integers(5, 105, n, dtype=name))
    # Just above a power of two: nearly half of the draws are rejected.
    stream(f"{name}_large", lambda r, n: r.integers(info.min + 3, info.min + 5 + half, n, dtype=name, endpoint=True))
    stream(f"{name}_all", lambda r, n: r.integers(info.min, info.max, n, dtype=name, endpoint=True))
stream("bool_all", lambda r, n: r.integers(0, 2, n, dtype=bool))
stream("int64_32_bits", lambda r, n: r.integers(-7, 2**32 - 7, n))
stream("int64_3e9", lambda r, n: r.integers(-5, 3000000000, n))
stream("int64_2_40", lambda r, n: r.integers(0, 2**40 + 7, n))

print("\n// Calls in turn on one generator: halves and words wait for each other.")
r = rng()
values("mixed_integers", r.integers(0, 10, 3))
values("mixed_floats", r.random(2, dtype=np.float32))
values("mixed_doubles", r.random(2))
values("mixed_scalars", np.array([r.integers(0, 1000), r.integers(0, 2**40), r.integers(0, 50, dtype=np.int8)]))
values("mixed_normals", r.standard_normal(3, dtype=np.float32))
values("mixed_bytes", r.integers(0, 200, 7, dtype=np.uint8))
values("mixed_bools", r.integers(0, 2, 5, dtype=bool))
values("mixed_last", r.random(2))

print("\n// Orders and selections.")
values("permutation_20", rng().permutation(20))
stream("permutation_long", lambda r, n: r.permutation(n))
values("permutation_rows", rng().permutation(np.arange(15).reshape(5, 3)))
values("permutation_columns", rng().permutation(np.arange(15).reshape(3, 5), axis=1))
values("choice_10", rng().choice(10, 12))
values("choice_distinct", rng().choice(50, 20, replace=False))
values("choice_unshuffled", rng().choice(50, 20, replace=False, shuffle=False))
values("choice_all", rng().choice(12, 12, replace=False))
stream("choice_tail", lambda r, n: r.choice(20000, 2000, replace=False))
stream("choice_tail_unshuffled", lambda r, n: r.choice(20000, 1200, replace=False, shuffle=False))
stream("choice_floyd", lambda r, n: r.choice(10**12, 1000, replace=False))
p = [0.1, 0.0, 0.25, 0.05, 0.2, 0.4]
values("choice_weighted", rng().choice(6, 16, p=p))
values("choice_weighted_distinct", rng().choice(6, 5, replace=False, p=p))
values("choice_rows", rng().choice(np.arange(12).reshape(6, 2), (2, 2)))

print("""
}  // namespace numpy

#endif""")
