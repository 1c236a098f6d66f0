#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Prints tests/ops/every_function_types.hpp: the dtype that NumPy gives for each function of one dtype (twice the
# same, for functions of two arrays), '-' where it refuses. Run with NPY_PROMOTION_STATE=weak for NumPy 1.24.
# What NumPy 2 changed is put in here: bitwise_count, floor and its kin of integers, sinc of float32; also the Array API's names.
import re, sys, warnings
import numpy as np

warnings.simplefilter('ignore')
types = 'b1 i1 u8 f4 c16'.split()
array_api = dict(acos='arccos', acosh='arccosh', asin='arcsin', asinh='arcsinh', atan='arctan', atanh='arctanh', atan2='arctan2',
                 bitwise_invert='invert', bitwise_left_shift='left_shift', bitwise_right_shift='right_shift', pow='power')
left_out = {'erf', 'erfc', 'tgamma', 'lgamma'}  # not in NumPy


def dtype_of(name, t, count):
    if name == 'sinc': return t if t[0] in 'fc' else 'f8'
    if name == 'ldexp' and t == 'u8': return 'f8'  # one of strand's own: NumPy has no exponents of this type
    if name == 'bitwise_count': return '-' if t[0] in 'fc' else 'u1'
    if name in ('floor', 'ceil', 'trunc', 'fix', 'round', 'around') and t[0] in 'biu': return t
    f = getattr(np, array_api.get(name, name))
    x = np.ones(3, t)
    try:
        if name == 'clip': y = f(x, x, x)
        elif name == 'where': y = f(x, x, x)
        else: y = f(*[x] * count)
    except Exception:
        return '-'
    y = y[0] if isinstance(y, tuple) else y
    return y.dtype.str[1:] if y.dtype.str[1:] != 'O' else '-'


print('''// SPDX-License-Identifier: BSD-3-Clause
// The dtypes that NumPy 2 gives, by dtype of the arguments. Printed by tests/ops/every_function.py.
#ifndef STRAND_TESTS_OPS_EVERY_FUNCTION_TYPES_HPP
#define STRAND_TESTS_OPS_EVERY_FUNCTION_TYPES_HPP

namespace every_function {

struct expected { const char *name, *types; };
/// Arguments:                  ''' + ' '.join(types) + '''
inline constexpr expected numpy_types[] = {''')
text = open(sys.argv[1]).read()
for count, part in ((1, text[:text.index('void binary')]), (2, text[text.index('void binary'):])):
    for name in re.findall(r'visit\("(\w+)"', part):
        if name in left_out: continue
        print(f'    {{"{name}", "{" ".join(dtype_of(name, t, count) for t in types)}"}},')
print('''};

}  // namespace every_function

#endif''')
