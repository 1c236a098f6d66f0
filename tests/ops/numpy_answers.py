#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Prints tests/ops/numpy_answers.hpp from a list of NumPy expressions and what NumPy 1.24 printed for them, a line
# each: "expression -> answer" or "expression !! Error: text". What NumPy 2 answers differently is put in its place
# here; left out is what strand does not have, and what its contract says otherwise.
# usage: numpy_answers.py LIST > numpy_answers.hpp
import re, sys
import numpy
from numpy import bool_ as bool, complex128, complex64, dtype, float16, float32, float64, inf, int16, int32, int64, int8, nan, uint64, uint8

differs = {  # the list has the answer of NumPy 1
    'np.clip(A([1.,3.]),nan,4.)': 'array([nan, nan]) float64',
    "np.clip(A([1,3,5],'u1'),-1,3)": 'array([1, 3, 3]) uint8',
    'np.nonzero(A(5))': '!! ValueError',
    'np.unique(A([[2,1],[2,3]]),return_inverse=True)': '(array([1, 2, 3]), array([[1, 0], [1, 2]]))',
    # and where strand's contract says otherwise.
    'np.percentile(A([]),50)': '!! ValueError',
    'np.reciprocal(A([2,1,0]))': 'array([0, 1, 0]) int64',
    'a=np.broadcast_to(A([1]),(3,)); a[0]=2': '!! TypeError',  # does not compile
    'np.average(A([1.,2.]),weights=A([0.,0.]))': '!! ValueError',
}
left_out = {
    'printing is compared in tests/io': r'repr\(|str\(|array_repr|array_str|array2string',
    'no such function here': r'linalg\.(inv|det|cholesky)|matrix_power\(np.eye\(2,dtype=int\),-1|gradient|convolve|correlate|packbits',
    'a number that does not fit wraps, as a cast does': r"A\(\[-1\],'u1'\)\)|a\[0\]=(300|-1)|a\[1\]=",
    'of integers / is that of C++': 'a/=2',
}
parts = [  # the first that fits
    ('reducing', r"np\.(sum|prod|max|min|arg|mean|median|std|var|all|any|cum|ptp|perc|quant|nan|average|trapz|diff)|\.(sum|mean)\(|\.(reduce|accumulate|reduceat)\("),
    ('multiplying', r'@|np\.(dot|vdot|inner|matmul|einsum|tensordot|kron|cross|linalg)|\.outer'),
    ('arranging', r'np\.(sort|conc|stack|nonz|uniq|rep|search|isin|binc|dig|hist|arange\(|lins|logs|geom|eye|triu|pad|take|array_s|split|broad|squ|exp|add)'
                  r'|reshape|\)\)?\[|np.(ones|zeros)\(\(?[0-9,]+\)?\)\[|^a=np|\]\)\[|array_equal'),
    ('elementwise', '')]


def array(values, dtype=None, shape=None):
    return numpy.array(values, dtype=dtype).reshape(shape or numpy.shape(values))


def element(x):
    if x.dtype.kind == 'b': return str(int(x))
    if x.dtype.kind in 'iu': return str(int(x))
    if x.dtype.kind == 'c': return element(x.real) + '|' + element(x.imag)
    return '%.12g' % float(x)


def words(answer):
    """dtype, shape and values of one array."""
    shape = '(' + ','.join(map(str, answer.shape)) + ')'
    return ' '.join([str(answer.dtype), shape] + [element(x) for x in answer.ravel()])


def text(answer):
    if answer.startswith('!!'): return answer[3:].split(':')[0].replace('UFuncTypeError', 'TypeError')
    if answer.startswith('dtype'): return eval(answer).name
    if re.fullmatch(r'\([\d, ]*\)', answer): return answer.replace(' ', '')
    if re.fullmatch(r'\d+|True|False', answer): return str(int(eval(answer)))
    answer = answer.replace('nan+nanj', 'complex(nan, nan)').replace('nan +1.j', 'complex(nan, 1)')
    typed = re.fullmatch(r'(.*[^\s]) +(\w+)', answer)
    if typed and not answer.endswith(')'): return words(numpy.array(eval(typed[1]), dtype=typed[2]))
    value = eval(answer)
    return words(value) if isinstance(value, numpy.ndarray) else '; '.join(words(x) for x in value)


rows, left = [], []
for line in open(sys.argv[1]):
    question, how, answer = re.fullmatch(r'(.*?) +(->|!!) +(.*)', line.rstrip()).groups()
    question = re.sub(' +', ' ', question)
    reason = next((why for why, which in left_out.items() if re.search(which, question)), None)
    if reason:
        left.append((reason, question))
        continue
    answer = differs.get(question, answer if how == '->' else '!! ' + answer)
    part = next(name for name, which in parts if re.search(which, question))
    rows.append((part, question, text(answer)))

quoted = lambda s: '"' + s.replace('\\', '\\\\').replace('"', '\\"') + '"'
print(f'''// SPDX-License-Identifier: BSD-3-Clause
// What NumPy 2 answers to {len(rows)} questions about empty arrays, rank 0, NaN, zeros, limits of integers and errors: type,
// shape and elements in C order (complex ones as real|imaginary), or the name of the error. Printed by
// tests/ops/numpy_answers.py, which also says which questions are not asked and why.
#ifndef STRAND_TESTS_OPS_NUMPY_ANSWERS_HPP
#define STRAND_TESTS_OPS_NUMPY_ANSWERS_HPP

namespace numpy_answers {{

struct answer {{ const char *question, *text; }};''')
for part, _ in parts:
    print(f'\ninline constexpr answer {part}[] = {{')
    for name, question, answer in rows:
        if name == part: print(f'    {{{quoted(question)}, {quoted(answer)}}},')
    print('};')
print('''
}  // namespace numpy_answers

#endif''')
print(f'{len(rows)} asked, {len(left)} not:', file=sys.stderr)
for reason, question in left: print(f'  {reason}: {question}', file=sys.stderr)
