#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Prints tests/ops/special_cases.hpp from a table of rules: function, domain, condition, result, separated by
# tabs, as the Python Array API standard 2025.12 words them. Each condition is tried on a grid of values; up to
# three values that meet it become cases. What NumPy answers differently on purpose (floor_divide of infinities
# and by infinities as Python's //, tanh as C's) is put in its place here.
# usage: special_cases.py special_cases.tsv > special_cases.hpp
import cmath, itertools, math, re, sys

inf, nan = math.inf, math.nan
reals = [0.0, -0.0, inf, -inf, nan, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 2.5, -1.5, 7.0]
reduced = {'max', 'min', 'mean', 'std', 'var', 'sum', 'prod'}
negative = lambda v: math.copysign(1, v) < 0
unary_value = {  # what an operand may be said to be, as a predicate of v
    r'not equal to 1': 'not v == 1', r'not equal to 0': 'not v == 0', r'already integer-valued': 'v == v and (abs(v) == inf or v == int(v))',
    r'NaN and the sign bit of (\w+) is 1': 'v != v and negative(v)', r'NaN and the sign bit of (\w+) is 0': 'v != v and not negative(v)',
    r'either \+infinity or -infinity': 'abs(v) == inf', r'\+infinity or -infinity': 'abs(v) == inf',
    r'either a finite number or NaN': 'v != v or abs(v) < inf', r'a finite number or NaN': 'v != v or abs(v) < inf',
    r'either (\+0 or -0|-0 or \+0)': 'v == 0', r'not an odd integer value': 'not (abs(v) < inf and v % 2 == 1)',
    r'an odd integer value': 'abs(v) < inf and v % 2 == 1', r'not an integer value': 'abs(v) < inf and v != int(v)',
    r'a nonzero finite number': 'v != 0 and abs(v) < inf', r'a nonzero number': 'v != 0 and v == v',
    r'a positive +finite number': '0 < v < inf', r'a negative +finite number': '-inf < v < 0', r'a finite number': 'abs(v) < inf',
    r'any value,? ?\(?(including NaN)?\)?': 'True', r'greater than (-?\d)': 'v > \\1', r'less than (-?\d)': 'v < \\1',
    r'not NaN': 'v == v', r'NaN': 'v != v', r'\+infinity': 'v == inf', r'-infinity': 'v == -inf',
    r'\+0': 'v == 0 and not negative(v)', r'-0': 'v == 0 and negative(v)', r'([+-]?\d)': 'v == \\1'}
relation = {
    'two integers are equally close to x_i': 'abs(x_i) < inf and x_i % 1 == 0.5',
    'x1_i and x2_i have the same mathematical sign and are both nonzero finite numbers': '0 < abs(x1_i) < inf and 0 < abs(x2_i) < inf and negative(x1_i) == negative(x2_i)',
    'x1_i and x2_i have different mathematical signs and are both nonzero finite numbers': '0 < abs(x1_i) < inf and 0 < abs(x2_i) < inf and negative(x1_i) != negative(x2_i)',
    'x1_i and x2_i have the same mathematical sign': 'negative(x1_i) == negative(x2_i)',
    'x1_i and x2_i have different mathematical signs': 'negative(x1_i) != negative(x2_i)',
    'x1_i equals x2_i': 'x1_i == x2_i', 'x1_i does not equal x2_i': 'x1_i != x2_i',
    'a, b, c, and d are all NaN': 'a != a and b != b and c != c and d != d', 'a, b, c, or d is NaN': 'a != a or b != b or c != c or d != d',
    'either x1_i or x2_i is NaN': 'x1_i != x1_i or x2_i != x2_i', 'x1_i is NaN or x2_i is NaN': 'x1_i != x1_i or x2_i != x2_i',
    'a or b is NaN': 'a != a or b != b', 'a is NaN or b is NaN': 'a != a or b != b', 'x2_i is a nonzero finite number and x1_i': '',
    'x1_i is a nonzero finite number and x2_i is -x1_i': '0 < abs(x1_i) < inf and x2_i == -x1_i'}


def predicate(text):
    if text in relation: return relation[text]
    text = text.replace('a -infinity', 'a is -infinity')
    out = []
    # "and" joins statements, each with a subject of its own; elsewhere it belongs to the words behind "is".
    for part in re.split(r',? and (?=\w+(?:\(\w+\))? is |x1_i (?:equals|does))|, (?=x\d_i is )', text.replace('is NaN and the sign bit of', 'is NaN&')):
        part = part.replace('is NaN&', 'is NaN and the sign bit of').strip(', ')
        if part in relation:
            out.append(relation[part])
            continue
        m = re.fullmatch(r'(abs\()?(\w+)\)? is (.*)', part)
        if not m: return None
        for words, meaning in unary_value.items():
            if re.fullmatch(words, m[3].strip()):
                subject = f'abs({m[2]})' if m[1] else m[2]
                out.append('(' + re.sub(r'\bv\b', subject, re.fullmatch(words, m[3].strip()).expand(meaning)) + ')')
                break
        else:
            return None
    return ' and '.join(out)


def real_result(text, env):
    """(value, 's' where only the sign is told, 'n' where a NaN's sign is told)"""
    text = re.sub(r'^an implementation-dependent approximation to ', '', re.split(r'\. \(note|, even if', text)[0]).strip(' `')
    x1, x2, x = env.get('x1_i'), env.get('x2_i'), env.get('x_i')
    fixed = {'NaN': nan, '+infinity': inf, 'infinity': inf, '-infinity': -inf, '+0': 0.0, '0': 0.0, '-0': -0.0, '1': 1.0, '+1': 1.0, '-1': -1.0,
             'True': 1.0, 'False': 0.0, 'x_i': x, 'x1_i': x1, 'x2_i': x2}
    if text in fixed: return fixed[text], ''
    m = re.fullmatch(r'([+-]?)(\d?)π(?:/(\d))?', text)
    if m: return (-1 if m[1] == '-' else 1) * int(m[2] or 1) * math.pi / int(m[3] or 1), ''
    m = re.fullmatch(r'(-?)\|x1_i\|', text)
    if m: return math.copysign(x1, -1 if m[1] else 1), ''
    m = re.fullmatch(r'(?:equal|equivalent) to abs\((\w+)\)', text)
    if m: return abs(env[m[1]]), ''
    if text.startswith('NaN with a sign bit of'): return math.copysign(nan, -1 if text[-1] == '1' else 1), 'n'
    if text.startswith('a signed infinity'): return math.copysign(inf, 1 if negative(x1) == negative(x2) else -1), ''
    if text.startswith(('a positive', 'a negative')):
        value = x1 * x2
        return (nan, '') if value != value else (1.0 if 'positive' in text else -1.0, 's')
    if text.startswith('the even integer'): return math.copysign(2.0 * round(x / 2), x), ''
    return None


def complex_result(text, b):
    """(re, im, flags): 'r' and 'i' where the sign of a part is not told"""
    flags = ''
    if 'unspecified' in text or '±' in text:
        if 'real' in text or text.startswith('±'): flags += 'r'
        if 'imaginary' in text or ' ± ' in text: flags += 'i'
    text = re.sub(r' \(.*', '', text).replace('±', '+').strip()
    m = re.fullmatch(r'([+-]?)(infinity|0|NaN) \* cis\(b\)( - 1.0)?', text)
    if m:
        size = math.copysign(inf if m[2] == 'infinity' else 0.0, -1 if m[1] == '-' else 1)
        part = lambda t: (size * t if t != 0 else t)
        re_, im_ = part(math.cos(b)), part(math.sin(b))
        return (re_ - 1 if m[3] else re_), im_, flags
    m = re.fullmatch(r'(\S+) ([+-]) (.*?) ?j?(/\d)?', text)
    if not m: return None
    if m[1] == '0': flags += 'r'
    first = real_result(m[1], {})
    second = real_result(m[3].replace('j', '').strip() + (m[4] or ''), {})
    if first is None or second is None: return None
    return first[0], (-second[0] if m[2] == '-' else second[0]), flags


def numpy_answer(function, env, value):
    if function != 'floor_divide': return value
    x, y = env['x1_i'], env['x2_i']
    if abs(x) == inf and abs(y) < inf and y != 0: return nan
    if abs(y) == inf and 0 < abs(x) < inf and (x < 0) != (y < 0): return -1.0
    return value


def number(v):
    if v != v: return '-nan' if negative(v) else 'nan'
    if abs(v) == inf: return 'inf' if v > 0 else '-inf'
    if v == 0: return '-0.0' if negative(v) else '0'
    return repr(v)[:-2] if repr(v).endswith('.0') else repr(v)


cases, used, left = {}, 0, []
for line in open(sys.argv[1], encoding='utf8').read().splitlines()[1:]:
    function, domain, condition, result = (line.split('\t') + [''])[:4]
    if function in reduced or condition.startswith('In the remaining') and result.strip() == '':
        left.append((function, condition))
        continue
    condition, result = condition.strip(), result.strip()
    if condition == 'min_i is NaN' or condition == 'max_i is NaN' or function == 'clip':
        left.append((function, condition))
        continue
    if condition.startswith('In the remaining'):
        left.append((function, condition))
        continue
    names = sorted(set(re.findall(r'\b(x_i|x1_i|x2_i)\b', condition)))
    if domain == 'complex' and 'x_i' not in names:
        names = ['a', 'b', 'c', 'd'] if re.search(r'\b[cd]\b', condition) else ['a', 'b']
    elif 'x1_i' in names or 'x2_i' in names:
        names = ['x1_i', 'x2_i']
    else:
        names = ['x_i']
    test = predicate(condition)
    if not test:
        sys.exit(f'not understood: {function}: {condition}')
    grid = reals if len(names) < 4 else [0.0, -0.0, nan, 1.0]
    if 'sign bit' in condition or function == 'copysign': grid = grid + [-nan]
    rows = []
    for values in itertools.product(grid, repeat=len(names)):
        env = dict(zip(names, values))
        if not eval(test, {'inf': inf, 'negative': negative, 'abs': abs, 'int': int}, env): continue
        if len(names) in (1, 2) and names[0].startswith('x'):
            expected = real_result(result, env)
            if expected is None: sys.exit(f'not understood: {function}: {result}')
            rows.append(values + (numpy_answer(function, env, expected[0]),) + (expected[1],))
        else:
            if function in ('isnan', 'isinf', 'isfinite', 'abs', 'equal', 'not_equal'):
                expected = real_result(result, env)
                if expected is None: sys.exit(f'not understood: {function}: {result}')
                expected = (expected[0], 0.0, '')
            elif result == '-0':
                expected = (-0.0, nan, 'x')
            else:
                expected = complex_result(result, env['b'])
            if expected is None: sys.exit(f'not understood: {function}: {result}')
            if function == 'tanh' and env['a'] == inf and abs(env['b']) < inf:  # of the sign of sin(2b), as in C
                expected = (1.0, math.copysign(0.0, math.sin(2 * env['b'])), '')
            rows.append(values + expected)
    if not rows: sys.exit(f'no values: {function}: {condition}')
    used += 1
    step = max(1, len(rows) // 3)
    kind = 'complex' if names[0] == 'a' else 'real'
    cases.setdefault((function, kind, len(names)), []).extend(rows[::step][:3])

print(f'''// SPDX-License-Identifier: BSD-3-Clause
// What functions give for zeros, infinities and NaN: {used} rules of the Python Array API standard 2025.12, with
// NumPy's answer where it differs on purpose. Printed by tests/ops/special_cases.py.
#ifndef STRAND_TESTS_OPS_SPECIAL_CASES_HPP
#define STRAND_TESTS_OPS_SPECIAL_CASES_HPP

#include <limits>

namespace special_cases {{

inline constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

/// Arguments, what comes out, and how to look at it: 's' the sign alone, 'n' the sign of NaN too, 'r' and 'i' not at
/// the sign of the real or imaginary part, 'b' at neither, 'x' at the real part alone.
struct unary_case {{ double x, result; char how = 0; }};
struct binary_case {{ double x, y, result; char how = 0; }};
struct complex_case {{ double re, im, result_re, result_im; char how = 0; }};
struct complex_pair_case {{ double a, b, c, d, result_re, result_im; char how = 0; }};
''')
types = {('real', 1): 'unary_case', ('real', 2): 'binary_case', ('complex', 2): 'complex_case', ('complex', 4): 'complex_pair_case'}
for (function, kind, count), rows in sorted(cases.items()):
    seen, texts = set(), []
    for row in rows:
        flag = ''.join(sorted(set(row[-1])))
        flag = {'ir': 'b'}.get(flag, flag)
        text = '{' + ', '.join(number(v) for v in row[:-1]) + (f", '{flag}'" if flag else '') + '}'
        if text not in seen: texts.append(text)
        seen.add(text)
    suffix = {'unary_case': '', 'binary_case': '', 'complex_case': '_complex', 'complex_pair_case': '_complex'}[types[kind, count]]
    print(f'inline constexpr {types[kind, count]} {function}{suffix}[] = {{')
    line = '   '
    for text in texts:
        if len(line) + len(text) > 116:
            print(line)
            line = '   '
        line += ' ' + text + ','
    print(line + '\n};')
print('''
}  // namespace special_cases

#endif''')
print(f'{used} rules used, {len(left)} left: ' + '; '.join(sorted({f for f, _ in left})), file=sys.stderr)
