#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""NumPy's largest errors in ULP on the arguments that strand_accuracy --dump <folder> wrote."""
import pathlib
import sys

import numpy as np

NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh",
         "atanh": "arctanh", "atan2": "arctan2", "pow": "power"}
TWO = {"pow", "atan2", "hypot"}
# Measured in other units near their zeros.
LEFT_OUT = {"logaddexp", "sinc"}


def largest_error(stem, name, dtype):
    x, y = (np.fromfile(f"{stem}.{part}", dtype) for part in "xy")
    exact = np.fromfile(f"{stem}.exact", np.longdouble)
    function = getattr(np, NAMES.get(name, name))
    result = (function(x, y) if name in TWO else function(x)).astype(np.longdouble)
    info = np.finfo(dtype)
    exponent = np.maximum(np.frexp(exact)[1], info.minexp + 1)
    unit = np.ldexp(np.longdouble(1), exponent - info.nmant - 1)
    with np.errstate(invalid="ignore"):
        error = np.abs(result - exact) / unit
    return float(np.nanmax(error))


def main():
    folder = pathlib.Path(sys.argv[1])
    print(f"NumPy {np.__version__}\n\n| function | type | numpy, common |\n|---|---|---:|")
    for path in sorted(folder.glob("*.exact")):
        name, kind = path.name.split(".")[:2]
        if name not in LEFT_OUT and hasattr(np, NAMES.get(name, name)):
            dtype = {"f32": np.float32, "f64": np.float64}[kind]
            print(f"| {name} | {'float' if kind == 'f32' else 'double'} "
                  f"| {largest_error(path.with_suffix(''), name, dtype):.2f} |")


main()
