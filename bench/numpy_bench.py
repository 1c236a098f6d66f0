# SPDX-License-Identifier: BSD-3-Clause
"""NumPy's times for the workloads of strand_bench: prints lines of "workload seconds".

    python3 bench/numpy_bench.py > numpy.txt
    strand_bench --numpy numpy.txt

Results are computed into existing arrays where NumPy has out=, and an expression of several
operations makes the temporaries that NumPy makes. Times are the processor's for this thread."""

import argparse
import os
import statistics
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy loads its BLAS

import numpy as np

TYPES = {"f64": np.float64, "f32": np.float32, "f16": np.float16, "i64": np.int64, "i32": np.int32, "i16": np.int16,
         "i8": np.int8, "u32": np.uint32, "u16": np.uint16, "u8": np.uint8, "c64": np.complex64, "c128": np.complex128}
SMALL, MEDIUM, LARGE = (1000, "1k"), (100_000, "100k"), (10_000_000, "10M")


def varied(shape, dtype, seed):
    random = np.random.default_rng(seed)
    if np.issubdtype(dtype, np.integer):
        return random.integers(0, 100, shape).astype(dtype)
    values = random.random(shape) + 0.5
    if np.issubdtype(dtype, np.complexfloating):
        values = values + 1j * (random.random(shape) + 0.5)
    return values.astype(dtype)


def elementwise():
    for n, size in (SMALL, MEDIUM, LARGE):
        for name in ("f64", "f32") if n == LARGE[0] else ("f64", "f32", "i32", "i8"):
            t = TYPES[name]
            a, b, c, out, s = varied(n, t, 1), varied(n, t, 2), varied(n, t, 3), np.zeros(n, t), t(3)
            yield f"add/{name}/{size}", lambda: np.add(a, b, out=out)
            yield f"fused_chain/{name}/{size}", lambda: np.copyto(out, a * b + c - a * s)
            step = t(1) if name[0] == "i" else t(0.001)
            yield f"in_place/{name}/{size}", lambda: np.add(out, step, out=out)
            if n == LARGE[0]:
                continue
            less = np.zeros(n, bool)
            yield f"compare_to_bool/{name}/{size}", lambda: np.less(a, b, out=less)
            if name != "i32":
                yield f"compare_to_bool/between/{name}/{size}", lambda: np.logical_and(a > t(1), a < s, out=less)
            if name[0] == "f":
                yield f"compare_to_bool/isfinite/{name}/{size}", lambda: np.isfinite(a, out=less)
            if name[0] == "f":
                yield f"where/{name}/{size}", lambda: np.copyto(out, np.where(a > 1, a, a * s))


def ufunc_methods():
    a, b, m = varied(300, np.float64, 1), varied(300, np.float64, 2), varied((300, 300), np.float64, 1)
    values, index, bins = varied(100_000, np.float64, 1), (varied(100_000, np.float64, 2) * 600).astype(np.int64), np.zeros(1000)
    begins = np.arange(5000) * 20
    yield "ufunc_at/f64/100k", lambda: np.add.at(bins, index, values)
    yield "ufunc_reduceat/f64/100k", lambda: np.add.reduceat(values, begins)
    yield "ufunc_reduce_rows/f64/300", lambda: np.subtract.reduce(m, 1)
    yield "ufunc_reduce_columns/f64/300", lambda: np.subtract.reduce(m, 0)
    yield "ufunc_outer/f64/300", lambda: np.multiply.outer(a, b)


def math():
    """Names as in C, and the interval of the arguments, as in support/compiler_math.hpp."""
    one = {"exp": (np.exp, -5, 5), "log": (np.log, 0.5, 1.5), "sin": (np.sin, -5, 5), "cos": (np.cos, -5, 5),
           "tan": (np.tan, -5, 5), "tanh": (np.tanh, -5, 5), "atan": (np.arctan, -5, 5), "sqrt": (np.sqrt, 0.5, 1.5)}
    two = {"pow": (np.power, 0.5, 1.5), "atan2": (np.arctan2, -5, 5), "hypot": (np.hypot, -5, 5)}
    other = {"exp2": (np.exp2, -5, 5), "expm1": (np.expm1, -5, 5), "log2": (np.log2, 0.5, 1.5),
             "log10": (np.log10, 0.5, 1.5), "log1p": (np.log1p, -0.9, 10), "asin": (np.arcsin, -1, 1),
             "acos": (np.arccos, -1, 1), "sinh": (np.sinh, -5, 5), "cosh": (np.cosh, -5, 5),
             "asinh": (np.arcsinh, -5, 5), "acosh": (np.arccosh, 1, 10), "atanh": (np.arctanh, -1, 1),
             "cbrt": (np.cbrt, -5, 5)}
    for n, size in (SMALL, MEDIUM):
        for name in ("f64", "f32"):
            t = TYPES[name]
            out = np.zeros(n, t)
            for what, (function, low, high) in {**one, **(other if n == SMALL[0] else {})}.items():
                x = (varied(n, t, 1) - t(0.5)) * t(high - low) + t(low)
                yield f"math_{what}/{name}/{size}", lambda: function(x, out=out)
            for what, (function, low, high) in two.items():
                x, y = ((varied(n, t, seed) - t(0.5)) * t(high - low) + t(low) for seed in (1, 2))
                yield f"math_{what}/{name}/{size}", lambda: function(x, y, out=out)


def casts():
    for n, size in (SMALL, MEDIUM):
        for pair in ("i32_to_f64", "f64_to_f32", "f32_to_f64", "i16_to_f32", "f64_to_i32", "i8_to_i32", "u8_to_i16", "i32_to_i64",
                     "i32_to_i8", "i32_to_i16", "i64_to_i32", "i32_to_f32", "u32_to_f32", "i8_to_f64", "i64_to_f64", "f32_to_i32",
                     "f64_to_i64", "f16_to_f32", "f32_to_f16", "f64_to_f16", "i32_to_f16"):
            source, target = pair.split("_to_")
            a, out = varied(n, TYPES[source], 1), np.zeros(n, TYPES[target])
            yield f"casts/{pair}/{size}", lambda: np.copyto(out, a, casting="unsafe")
        floats = np.zeros(n, np.float32)
        grey, unit = varied(n, np.uint8, 1), np.float32(1 / 255)
        yield f"casts/u8_to_unit_f32/{size}", lambda: np.multiply(grey, unit, out=floats)
        single, double, result = varied(n, np.float32, 1), varied(n, np.float64, 2), np.zeros(n)
        yield f"casts/f32+f64/{size}", lambda: np.add(single, double, out=result)
        for name in ("c64", "c128"):
            a, b, out = varied(n, TYPES[name], 1), varied(n, TYPES[name], 2), np.zeros(n, TYPES[name])
            yield f"complex_multiply/{name}/{size}", lambda: np.multiply(a, b, out=out)


def layouts():
    for name in ("f64", "f32"):
        t = TYPES[name]
        for n in (100, 1000):
            a, row, column, out = varied((n, n), t, 1), varied((1, n), t, 2), varied((n, 1), t, 3), np.zeros((n, n), t)
            yield f"broadcast_row/{name}/{n}x{n}", lambda: np.add(a, row, out=out)
            yield f"broadcast_column/{name}/{n}x{n}", lambda: np.add(a, column, out=out)
            yield f"broadcast_outer/{name}/{n}x{n}", lambda: np.multiply(column, row, out=out)
        a, b, row, column = (varied(s, t, k) for k, s in enumerate([(10**6, 3), (10**6, 3), (3,), (10**6, 1)]))
        out = np.zeros((10**6, 3), t)
        yield f"short_rows/{name}/(1M,3)+(1M,3)", lambda: np.add(a, b, out=out)
        yield f"short_rows/{name}/(1M,3)+(3,)", lambda: np.add(a, row, out=out)
        yield f"short_rows/{name}/(1M,3)*(1M,1)", lambda: np.multiply(a, column, out=out)
        image, line, result = varied((1000, 1000, 3), t, 1), varied((1000, 1, 3), t, 2), np.zeros((1000, 1000, 3), t)
        yield f"short_rows/{name}/(1k,1k,3)+(1k,1,3)", lambda: np.add(image, line, out=result)
        for n, size in (SMALL, MEDIUM):
            a, b, out, wide = varied(2 * n, t, 1), varied(2 * n, t, 2), np.zeros(n, t), np.zeros(2 * n, t)
            yield f"strided_a[::2]+b[::2]/{name}/{size}", lambda: np.add(a[::2], b[::2], out=out)
            yield f"strided_a[::-1]+b/{name}/{size}", lambda: np.add(a[n - 1::-1], b[:n], out=out)
            yield f"strided_out[::2]=a+b/{name}/{size}", lambda: np.add(a[:n], b[:n], out=wide[::2])
        a, b, out = varied((1000, 1000), t, 1), varied((1000, 1000), t, 2), np.zeros((1000, 500), t)
        yield f"strided_a[:,::2]+b[:,::2]/{name}/1000x1000", lambda: np.add(a[:, ::2], b[:, ::2], out=out)
        for n in (512, 2048):
            a, b, out = varied((n, n), t, 1), varied((n, n), t, 2), np.zeros((n, n), t)
            yield f"transposed_a+b.T/{name}/{n}x{n}", lambda: np.add(a, b.T, out=out)
            yield f"transposed_copy/{name}/{n}x{n}", lambda: np.copyto(out, a.T)
            quarter = t(0.25)
            yield f"stencil/{name}/{n}x{n}", lambda: np.multiply(
                a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:], quarter, out=out[1:-1, 1:-1])
        cube, out = varied((128, 128, 128), t, 1), np.zeros((128, 128, 128), t)
        for axes in ((2, 0, 1), (2, 1, 0), (1, 0, 2)):
            label = "_".join(map(str, axes))
            yield f"transposed_axes_{label}/{name}/128^3", lambda: np.copyto(out, cube.transpose(axes))


def small_arrays():
    for n in (4, 16, 64):
        a, b, out = varied(n, np.float64, 1), varied(n, np.float64, 2), np.zeros(n)
        yield f"small_arrays/existing/dynamic/{n}", lambda: np.add(a * b, a, out=out)
        yield f"small_arrays/new/dynamic/{n}", lambda: a * b + a


def reductions():
    for n, size in (SMALL, MEDIUM, LARGE):
        for name in ("f64",) if n == LARGE[0] else ("f64", "f32", "i32"):
            a, b = varied(n, TYPES[name], 1), varied(n, TYPES[name], 2)
            yield f"reduce_sum/{name}/{size}", lambda: a.sum()
            yield f"reduce_max/{name}/{size}", lambda: a.max()
            if name[0] == "f":
                yield f"reduce_sum((a-b)^2)/{name}/{size}", lambda: np.square(a - b).sum()
    for name in ("f64", "f32"):
        a = varied((1000, 1000), TYPES[name], 1)
        yield f"reduce_sum_axis0/{name}/1000x1000", lambda: a.sum(0)
        yield f"reduce_sum_axis1/{name}/1000x1000", lambda: a.sum(1)
        yield f"reduce_max_axis0/{name}/1000x1000", lambda: a.max(0)


def indexing():
    n = 10**6
    random = np.random.default_rng(1)
    a = random.random(n) - 0.5
    mask = a > 0
    values, out = a[mask] + 0.25, a.copy()
    yield "mask_read/a(a>0)/1M", lambda: a[a > 0]
    yield "mask_read/a(mask)/1M", lambda: a[mask]
    yield "mask_sum/sum(a(a>0))/1M", lambda: a[a > 0].sum()
    yield "mask_write/a(mask)+=1/1M", lambda: out.__setitem__(mask, out[mask] + 1)
    yield "mask_write/a(mask)=b/1M", lambda: out.__setitem__(mask, values)
    yield "nonzero/bool/1M", lambda: np.nonzero(mask)
    for name, label, count, itype in (("f64", "1k", 1000, np.int64), ("f64", "1M", n, np.int64), ("f32", "1M/i32", n, np.int32)):
        table, result, index = varied(count, TYPES[name], 1), np.zeros(count, TYPES[name]), random.integers(0, count, count).astype(itype)
        yield f"take/{name}/{label}", lambda: np.take(table, index, out=result, mode="clip")
        yield f"index_write/{name}/{label}", lambda: result.__setitem__(index, table)
    for count, width in ((10000, 100), (100000, 3)):
        table, index = varied((count, width), np.float32, 1), random.integers(0, count, count)
        columns = index[:width] % width
        yield f"take_rows/f32/{count}x{width}", lambda: table[index]
        yield f"take_columns/f32/{count}x{width}", lambda: table[:, columns]


def statistical():
    for name in ("f64", "f32"):
        t = TYPES[name]
        for n, size in (SMALL, MEDIUM, LARGE) if name == "f64" else (SMALL, MEDIUM):
            a, out = varied(n, t, 1), np.zeros(n, t)
            yield f"reduce_var/{name}/{size}", lambda: a.var()
            yield f"reduce_argmax/{name}/{size}", lambda: a.argmax()
            yield f"cumsum/{name}/{size}", lambda: np.cumsum(a, out=out)
        cube, thin, thinner = (varied(shape, t, 1) for shape in ((100, 100, 100), (10000, 10), (1000000, 3)))
        square, out, points = varied((1000, 1000), t, 1), np.zeros((1000, 1000), t), varied((500, 8), t, 1)
        yield f"reduce_sum_middle/{name}/100x100x100", lambda: cube.sum(1)
        yield f"reduce_sum_axis0/{name}/10000x10", lambda: thin.sum(0)
        yield f"reduce_sum_axis1/{name}/10000x10", lambda: thin.sum(1)
        yield f"reduce_sum_axis0/{name}/1Mx3", lambda: thinner.sum(0)
        yield f"cumsum_axis0/{name}/1000x1000", lambda: np.cumsum(square, 0, out=out)

        def softmax():
            np.exp(square - square.max(1, keepdims=True), out=out)
            np.divide(out, out.sum(1, keepdims=True), out=out)

        yield f"softmax/{name}/1000x1000", softmax
        yield f"reduce_argmax_axis0/{name}/1000x1000", lambda: square.argmax(0)
        yield f"reduce_argmax_axis1/{name}/1000x1000", lambda: square.argmax(1)
        yield f"standardise_columns/{name}/1000x1000", lambda: np.divide(square - square.mean(0), square.std(0), out=out)
        yield (f"pairwise_distances/{name}/500x8",
               lambda: np.square(points[:, None, :] - points[None, :, :]).sum(-1))


def contractions():
    cases = [("ij,jk,kl->il", "16", 3 * [(16, 16)]), ("ij,jk,kl->il", "128", 3 * [(128, 128)]),
             ("bij,bjk->bik", "1000x8^2", 2 * [(1000, 8, 8)]), ("bij,bjk->bik", "32x64^2", 2 * [(32, 64, 64)]),
             ("ijk,k->ij", "100^3", [(100, 100, 100), (100,)]), ("ij,ij->", "1000^2", 2 * [(1000, 1000)]),
             ("ij,ij->i", "1000^2", 2 * [(1000, 1000)]), ("i,j->ij", "1000", [(1000,), (1000,)]),
             ("ii->i", "1000", [(1000, 1000)]), ("ijkl,klmn->ijmn", "16^4", 2 * [(16, 16, 16, 16)]),
             ("abc,bd,ce->ade", "32", [(32, 32, 32), (32, 32), (32, 32)])]
    for subscripts, size, shapes in cases:
        operands = [varied(shape, np.float64, k) for k, shape in enumerate(shapes)]
        # A diagonal is a view; only its copy does any work.
        yield f"einsum_{subscripts}/f64/{size}", lambda: np.ascontiguousarray(np.einsum(subscripts, *operands, optimize=True))


def products():
    for name in ("f64", "f32"):
        t = TYPES[name]
        for n in (2, 4, 8, 16, 32, 64, 250, 256, 1000, 1023, 1024):
            a, b, out = varied((n, n), t, 1), varied((n, n), t, 2), np.zeros((n, n), t)
            yield f"matmul/{name}/{n}", lambda: np.matmul(a, b, out=out)
        a, b, out = varied((1000, 8, 8), t, 1), varied((1000, 8, 8), t, 2), np.zeros((1000, 8, 8), t)
        yield f"matmul_stack/{name}/1000x8", lambda: np.matmul(a, b, out=out)
        a, b, out = varied((300, 2000), t, 1), varied((2000, 4), t, 2), np.zeros((300, 4), t)
        yield f"matmul_skinny/{name}/300x2000x4", lambda: np.matmul(a, b, out=out)
        a, v, out = varied((1000, 1000), t, 1), varied(1000, t, 2), np.zeros(1000, t)
        yield f"matmul_matrix_vector/{name}/1000", lambda: np.matmul(a, v, out=out)
        yield f"matmul_vector_matrix/{name}/1000", lambda: np.matmul(v, a, out=out)
    for name in ("i32", "c128"):
        a, b, out = (varied((256, 256), TYPES[name], k) for k in (1, 2, 3))
        yield f"matmul/{name}/256", lambda: np.matmul(a, b, out=out)


def joining():
    for name, n in (("f64", 100), ("f64", 1000), ("f32", 1000)):
        a, b = varied((n, n), TYPES[name], 1), varied((n, n), TYPES[name], 2)
        size = f"{name}/{n}x{n}"
        yield f"joining_concatenate_rows/{size}", lambda: np.concatenate((a, b), 0)
        yield f"joining_concatenate_columns/{size}", lambda: np.concatenate((a, b), 1)
        yield f"joining_stack_last_axis/{size}", lambda: np.stack((a, b), -1)
        yield f"joining_tile_2x2/{size}", lambda: np.tile(a, (2, 2))
        yield f"joining_repeat_3/{size}", lambda: np.repeat(a, 3)
        yield f"joining_pad_reflect/{size}", lambda: np.pad(a, 2, "reflect")
        yield f"joining_roll_axis1/{size}", lambda: np.roll(a, 5, 1)


def ordering():
    def line(n, name):
        return ((varied(n, np.float64, 7) - 1) * 2000).astype(TYPES[name])

    for name, n, size in (("f32", 1000, "1k"), ("f32", 10**6, "1M"), ("f64", 10**6, "1M"), ("i32", 10**5, "100k")):
        a = line(n, name)
        yield f"ordering_sort/{name}/{size}", lambda: np.sort(a)
        if name != "i32":
            yield f"ordering_argsort/{name}/{size}", lambda: np.argsort(a, kind="stable")
    matrix = line(10**6, "f32").reshape(1000, 1000)
    yield "ordering_sort_columns/f32/1000x1000", lambda: np.sort(matrix, 0)
    for name, dtype in (("i32", np.int32), ("u8", np.uint8)):
        a = varied(10**6, dtype, 1)
        yield f"ordering_unique_small_integers/{name}/1M", lambda: np.unique(a)
    edges, x = np.sort(line(10**5, "f64")), line(10**5, "f64")
    yield "ordering_searchsorted/f64/100k", lambda: np.searchsorted(edges, x)
    values = varied(10**6, np.float64, 1)
    yield "ordering_histogram_50/f64/1M", lambda: np.histogram(values, 50)


def seconds_of(run, measurement, rounds):
    """The median time of one call; each measurement repeats it for about so many seconds."""
    def measure(times):
        start = time.thread_time()
        for _ in range(times):
            run()
        return time.thread_time() - start

    run()
    times = 1
    while (taken := measure(times)) * 4 < measurement:
        times *= 4
    times = max(1, int(times * measurement / taken))
    return statistics.median(measure(times) / times for _ in range(rounds))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="little time, little precision")
    parser.add_argument("--filter", default="", help="only workloads whose name contains this")
    options = parser.parse_args()
    measurement, rounds = (3e-4, 5) if options.short else (2e-3, 15)
    for part in (elementwise, ufunc_methods, math, casts, layouts, small_arrays, reductions, statistical, indexing, contractions, products, joining, ordering):
        for name, run in part():
            if options.filter in name:
                print(f"{name} {seconds_of(run, measurement, rounds):.4e}", flush=True)


main()
