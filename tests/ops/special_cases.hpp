// SPDX-License-Identifier: BSD-3-Clause
// What functions give for zeros, infinities and NaN: 465 rules of the Python Array API standard 2025.12, with
// NumPy's answer where it differs on purpose. Printed by tests/ops/special_cases.py.
#ifndef STRAND_TESTS_OPS_SPECIAL_CASES_HPP
#define STRAND_TESTS_OPS_SPECIAL_CASES_HPP

#include <limits>

namespace special_cases {

inline constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

/// Arguments, what comes out, and how to look at it: 's' the sign alone, 'n' the sign of NaN too, 'r' and 'i' not at
/// the sign of the real or imaginary part, 'b' at neither, 'x' at the real part alone.
struct unary_case { double x, result; char how = 0; };
struct binary_case { double x, y, result; char how = 0; };
struct complex_case { double re, im, result_re, result_im; char how = 0; };
struct complex_pair_case { double a, b, c, d, result_re, result_im; char how = 0; };

inline constexpr complex_case abs_complex[] = {
    {inf, 0, inf, 0}, {inf, -2, inf, 0}, {-inf, nan, inf, 0}, {0, inf, inf, 0}, {1, inf, inf, 0}, {-2, inf, inf, 0},
    {0, 0, 0, 0}, {0, -2, 2, 0}, {-0.0, nan, nan, 0}, {1, 0, 1, 0}, {-2, 0, 2, 0}, {nan, 0, nan, 0},
    {nan, 0.5, nan, 0}, {nan, 3, nan, 0}, {0, nan, nan, 0}, {0.5, nan, nan, 0}, {3, nan, nan, 0}, {nan, nan, nan, 0},
};
inline constexpr unary_case abs[] = {
    {nan, nan}, {-0.0, 0}, {-inf, inf},
};
inline constexpr complex_case acos_complex[] = {
    {0, 0, 1.5707963267948966, -0.0}, {-0.0, 0, 1.5707963267948966, -0.0}, {0, nan, 1.5707963267948966, nan},
    {-0.0, nan, 1.5707963267948966, nan}, {0, inf, 1.5707963267948966, -inf}, {0.5, inf, 1.5707963267948966, -inf},
    {3, inf, 1.5707963267948966, -inf}, {1, nan, nan, nan}, {-0.5, nan, nan, nan}, {3, nan, nan, nan},
    {-inf, 1, 3.141592653589793, -inf}, {-inf, 2, 3.141592653589793, -inf}, {-inf, 2.5, 3.141592653589793, -inf},
    {inf, 1, 0, -inf}, {inf, 2, 0, -inf}, {inf, 2.5, 0, -inf}, {-inf, inf, 2.356194490192345, -inf},
    {inf, inf, 0.7853981633974483, -inf}, {inf, nan, nan, inf, 'i'}, {-inf, nan, nan, inf, 'i'}, {nan, 0, nan, nan},
    {nan, 0.5, nan, nan}, {nan, 3, nan, nan}, {nan, inf, nan, -inf}, {nan, nan, nan, nan},
};
inline constexpr unary_case acos[] = {
    {nan, nan}, {inf, nan}, {2, nan}, {3, nan}, {-inf, nan}, {-2, nan}, {-3, nan}, {1, 0},
};
inline constexpr complex_case acosh_complex[] = {
    {0, 0, 0, 1.5707963267948966}, {-0.0, 0, 0, 1.5707963267948966}, {0, inf, inf, 1.5707963267948966},
    {0.5, inf, inf, 1.5707963267948966}, {3, inf, inf, 1.5707963267948966}, {1, nan, nan, nan}, {-0.5, nan, nan, nan},
    {3, nan, nan, nan}, {0, nan, nan, 1.5707963267948966, 'i'}, {-inf, 1, inf, 3.141592653589793},
    {-inf, 2, inf, 3.141592653589793}, {-inf, 2.5, inf, 3.141592653589793}, {inf, 1, inf, 0}, {inf, 2, inf, 0},
    {inf, 2.5, inf, 0}, {-inf, inf, inf, 2.356194490192345}, {inf, inf, inf, 0.7853981633974483},
    {inf, nan, inf, nan}, {-inf, nan, inf, nan}, {nan, 0, nan, nan}, {nan, 0.5, nan, nan}, {nan, 3, nan, nan},
    {nan, inf, inf, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case acosh[] = {
    {nan, nan}, {0, nan}, {-1, nan}, {-2, nan}, {1, 0}, {inf, inf},
};
inline constexpr complex_pair_case add_complex[] = {
    {-0.0, 0, -0.0, 0, -0.0, nan, 'x'}, {-0.0, -0.0, -0.0, -0.0, -0.0, nan, 'x'},
    {-0.0, nan, -0.0, nan, -0.0, nan, 'x'},
};
inline constexpr binary_case add[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, -inf, nan}, {-inf, inf, nan}, {inf, inf, inf},
    {-inf, -inf, -inf}, {inf, 0, inf}, {inf, 0.5, inf}, {inf, 3, inf}, {-inf, 0, -inf}, {-inf, 0.5, -inf},
    {-inf, 3, -inf}, {0, inf, inf}, {0.5, inf, inf}, {3, inf, inf}, {0, -inf, -inf}, {0.5, -inf, -inf},
    {3, -inf, -inf}, {-0.0, -0.0, -0.0}, {-0.0, 0, 0}, {0, -0.0, 0}, {0, 0, 0}, {0, 1, 1}, {0, -3, -3},
    {-0.0, -0.5, -0.5}, {1, 0, 1}, {-0.5, -0.0, -0.5}, {-3, 0, -3}, {1, -1, 0}, {0.5, -0.5, 0}, {2, -2, 0},
};
inline constexpr unary_case asin[] = {
    {nan, nan}, {inf, nan}, {2, nan}, {3, nan}, {-inf, nan}, {-2, nan}, {-3, nan}, {0, 0}, {-0.0, -0.0},
};
inline constexpr complex_case asinh_complex[] = {
    {0, 0, 0, 0}, {1, inf, inf, 1.5707963267948966}, {2, inf, inf, 1.5707963267948966},
    {2.5, inf, inf, 1.5707963267948966}, {0, nan, nan, nan}, {0.5, nan, nan, nan}, {3, nan, nan, nan},
    {inf, 1, inf, 0}, {inf, 2, inf, 0}, {inf, 2.5, inf, 0}, {inf, inf, inf, 0.7853981633974483}, {nan, 0, nan, 0},
    {nan, 1, nan, nan}, {nan, -0.5, nan, nan}, {nan, 3, nan, nan}, {nan, inf, inf, nan, 'r'}, {nan, nan, nan, nan},
};
inline constexpr unary_case asinh[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, inf}, {-inf, -inf},
};
inline constexpr unary_case atan[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, 1.5707963267948966}, {-inf, -1.5707963267948966},
};
inline constexpr binary_case atan2[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, 0, 1.5707963267948966}, {0.5, 0, 1.5707963267948966},
    {3, 0, 1.5707963267948966}, {inf, -0.0, 1.5707963267948966}, {0.5, -0.0, 1.5707963267948966},
    {3, -0.0, 1.5707963267948966}, {0, inf, 0}, {0, 0.5, 0}, {0, 3, 0}, {0, 0, 0}, {0, -0.0, 3.141592653589793},
    {0, -inf, 3.141592653589793}, {0, -0.5, 3.141592653589793}, {0, -3, 3.141592653589793}, {-0.0, inf, -0.0},
    {-0.0, 0.5, -0.0}, {-0.0, 3, -0.0}, {-0.0, 0, -0.0}, {-0.0, -0.0, -3.141592653589793},
    {-0.0, -inf, -3.141592653589793}, {-0.0, -0.5, -3.141592653589793}, {-0.0, -3, -3.141592653589793},
    {-inf, 0, -1.5707963267948966}, {-0.5, 0, -1.5707963267948966}, {-3, 0, -1.5707963267948966},
    {-inf, -0.0, -1.5707963267948966}, {-0.5, -0.0, -1.5707963267948966}, {-3, -0.0, -1.5707963267948966},
    {1, inf, 0}, {2, inf, 0}, {2.5, inf, 0}, {1, -inf, 3.141592653589793}, {2, -inf, 3.141592653589793},
    {2.5, -inf, 3.141592653589793}, {-1, inf, -0.0}, {-0.5, inf, -0.0}, {-2, inf, -0.0},
    {-1, -inf, -3.141592653589793}, {-0.5, -inf, -3.141592653589793}, {-2, -inf, -3.141592653589793},
    {inf, 0.5, 1.5707963267948966}, {inf, 3, 1.5707963267948966}, {-inf, 0.5, -1.5707963267948966},
    {-inf, 3, -1.5707963267948966}, {inf, inf, 0.7853981633974483}, {inf, -inf, 2.356194490192345},
    {-inf, inf, -0.7853981633974483}, {-inf, -inf, -2.356194490192345},
};
inline constexpr complex_case atanh_complex[] = {
    {0, 0, 0, 0}, {0, nan, 0, nan}, {1, 0, inf, 0}, {1, inf, 0, 1.5707963267948966}, {2, inf, 0, 1.5707963267948966},
    {2.5, inf, 0, 1.5707963267948966}, {1, nan, nan, nan}, {-0.5, nan, nan, nan}, {3, nan, nan, nan},
    {inf, 1, 0, 1.5707963267948966}, {inf, 2, 0, 1.5707963267948966}, {inf, 2.5, 0, 1.5707963267948966},
    {inf, inf, 0, 1.5707963267948966}, {inf, nan, 0, nan}, {nan, 0, nan, nan}, {nan, 0.5, nan, nan},
    {nan, 3, nan, nan}, {nan, inf, 0, 1.5707963267948966, 'r'}, {nan, nan, nan, nan},
};
inline constexpr unary_case atanh[] = {
    {nan, nan}, {-inf, nan}, {-2, nan}, {-3, nan}, {inf, nan}, {2, nan}, {3, nan}, {-1, -inf}, {1, inf}, {0, 0},
    {-0.0, -0.0},
};
inline constexpr unary_case ceil[] = {
    {0, 0}, {-inf, -inf}, {2, 2}, {inf, inf}, {-0.0, -0.0}, {nan, nan},
};
inline constexpr binary_case copysign[] = {
    {0, -inf, -0.0}, {1, -3, -1}, {3, -0.5, -3}, {0, -0.0, -0.0}, {1, -0.0, -1}, {-2, -0.0, -2}, {0, 0, 0}, {1, 0, 1},
    {-2, 0, 2}, {0, inf, 0}, {1, 3, 1}, {3, 1, 3}, {0, -nan, -0.0}, {1, -nan, -1}, {-2, -nan, -2}, {0, nan, 0},
    {1, nan, 1}, {-2, nan, 2}, {nan, -inf, -nan, 'n'}, {nan, -3, -nan, 'n'}, {-nan, -0.5, -nan, 'n'},
    {nan, -0.0, -nan, 'n'}, {-nan, -0.0, -nan, 'n'}, {nan, 0, nan, 'n'}, {-nan, 0, nan, 'n'}, {nan, inf, nan, 'n'},
    {nan, 3, nan, 'n'}, {-nan, 1, nan, 'n'}, {nan, -nan, -nan, 'n'}, {-nan, -nan, -nan, 'n'}, {nan, nan, nan, 'n'},
    {-nan, nan, nan, 'n'},
};
inline constexpr unary_case cos[] = {
    {nan, nan}, {0, 1}, {-0.0, 1}, {inf, nan}, {-inf, nan},
};
inline constexpr complex_case cosh_complex[] = {
    {0, 0, 1, 0}, {0, inf, nan, 0, 'i'}, {0, nan, nan, 0, 'i'}, {1, inf, nan, nan}, {-0.5, inf, nan, nan},
    {3, inf, nan, nan}, {1, nan, nan, nan}, {-0.5, nan, nan, nan}, {3, nan, nan, nan}, {inf, 0, inf, 0},
    {inf, 1, inf, inf}, {inf, -0.5, inf, -inf}, {inf, 3, -inf, inf}, {inf, inf, inf, nan, 'r'}, {inf, nan, inf, nan},
    {nan, 0, nan, 0, 'i'}, {nan, -0.0, nan, 0, 'i'}, {nan, 1, nan, nan}, {nan, -0.5, nan, nan}, {nan, 3, nan, nan},
    {nan, nan, nan, nan},
};
inline constexpr unary_case cosh[] = {
    {nan, nan}, {0, 1}, {-0.0, 1}, {inf, inf}, {-inf, inf},
};
inline constexpr complex_pair_case divide_complex[] = {
    {nan, nan, nan, nan, nan, nan},
};
inline constexpr binary_case divide[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, inf, nan}, {inf, -inf, nan}, {-inf, inf, nan}, {0, 0, nan},
    {0, -0.0, nan}, {-0.0, 0, nan}, {0, inf, 0}, {0, 0.5, 0}, {0, 3, 0}, {-0.0, inf, -0.0}, {-0.0, 0.5, -0.0},
    {-0.0, 3, -0.0}, {0, -inf, -0.0}, {0, -0.5, -0.0}, {0, -3, -0.0}, {-0.0, -inf, 0}, {-0.0, -0.5, 0}, {-0.0, -3, 0},
    {inf, 0, inf}, {0.5, 0, inf}, {3, 0, inf}, {inf, -0.0, -inf}, {0.5, -0.0, -inf}, {3, -0.0, -inf}, {-inf, 0, -inf},
    {-0.5, 0, -inf}, {-3, 0, -inf}, {-inf, -0.0, inf}, {-0.5, -0.0, inf}, {-3, -0.0, inf}, {inf, 1, inf},
    {inf, 2, inf}, {inf, 2.5, inf}, {inf, -1, -inf}, {inf, -0.5, -inf}, {inf, -2, -inf}, {-inf, 1, -inf},
    {-inf, 2, -inf}, {-inf, 2.5, -inf}, {-inf, -1, inf}, {-inf, -0.5, inf}, {-inf, -2, inf}, {1, inf, 0}, {2, inf, 0},
    {2.5, inf, 0}, {1, -inf, -0.0}, {2, -inf, -0.0}, {2.5, -inf, -0.0}, {-1, inf, -0.0}, {-0.5, inf, -0.0},
    {-2, inf, -0.0}, {-1, -inf, 0}, {-0.5, -inf, 0}, {-2, -inf, 0}, {1, 1, 1, 's'}, {-0.5, -3, 1, 's'},
    {-3, -0.5, 1, 's'}, {1, -1, -1, 's'}, {-0.5, 2.5, -1, 's'}, {-3, 2, -1, 's'},
};
inline constexpr complex_pair_case equal_complex[] = {
    {0, 0, 0, nan, 0, 0}, {-0.0, nan, -0.0, 1, 0, 0}, {nan, nan, nan, nan, 0, 0},
};
inline constexpr binary_case equal[] = {
    {0, nan, 0}, {nan, -1, 0}, {1, nan, 0}, {inf, inf, 1}, {-inf, -inf, 1}, {-0.0, 0, 1}, {-0.0, -0.0, 1}, {0, 0, 1},
    {0, -0.0, 1}, {-1, -1, 1}, {3, 3, 1},
};
inline constexpr complex_case exp_complex[] = {
    {0, 0, 1, 0}, {-0.0, 0, 1, 0}, {0, inf, nan, nan}, {0.5, inf, nan, nan}, {3, inf, nan, nan}, {0, nan, nan, nan},
    {0.5, nan, nan, nan}, {3, nan, nan, nan}, {inf, 0, inf, 0}, {-inf, 0, 0, 0}, {-inf, 0.5, 0, 0},
    {-inf, 3, -0.0, 0}, {inf, 1, inf, inf}, {inf, -0.5, inf, -inf}, {inf, 3, -inf, inf}, {-inf, inf, 0, 0, 'b'},
    {inf, inf, inf, nan, 'r'}, {-inf, nan, 0, 0, 'b'}, {inf, nan, inf, nan, 'r'}, {nan, 0, nan, 0},
    {nan, inf, nan, nan}, {nan, -1, nan, nan}, {nan, -2, nan, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case exp[] = {
    {nan, nan}, {0, 1}, {-0.0, 1}, {inf, inf}, {-inf, 0},
};
inline constexpr complex_case expm1_complex[] = {
    {0, 0, 0, 0, 'r'}, {-0.0, 0, 0, 0, 'r'}, {0, inf, nan, nan}, {0.5, inf, nan, nan}, {3, inf, nan, nan},
    {0, nan, nan, nan}, {0.5, nan, nan, nan}, {3, nan, nan, nan}, {inf, 0, inf, 0}, {-inf, 0, -1, 0},
    {-inf, 0.5, -1, 0}, {-inf, 3, -1, 0}, {inf, 1, inf, inf}, {inf, -0.5, inf, -inf}, {inf, 3, -inf, inf},
    {-inf, inf, -1, 0, 'i'}, {inf, inf, inf, nan, 'r'}, {-inf, nan, -1, 0, 'i'}, {inf, nan, inf, nan, 'r'},
    {nan, 0, nan, 0}, {nan, inf, nan, nan}, {nan, -1, nan, nan}, {nan, -2, nan, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case expm1[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, inf}, {-inf, -1},
};
inline constexpr unary_case floor[] = {
    {0, 0}, {-inf, -inf}, {2, 2}, {inf, inf}, {-0.0, -0.0}, {nan, nan},
};
inline constexpr binary_case floor_divide[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, inf, nan}, {inf, -inf, nan}, {-inf, inf, nan}, {0, 0, nan},
    {0, -0.0, nan}, {-0.0, 0, nan}, {0, inf, 0}, {0, 0.5, 0}, {0, 3, 0}, {-0.0, inf, -0.0}, {-0.0, 0.5, -0.0},
    {-0.0, 3, -0.0}, {0, -inf, -0.0}, {0, -0.5, -0.0}, {0, -3, -0.0}, {-0.0, -inf, 0}, {-0.0, -0.5, 0}, {-0.0, -3, 0},
    {inf, 0, inf}, {0.5, 0, inf}, {3, 0, inf}, {inf, -0.0, -inf}, {0.5, -0.0, -inf}, {3, -0.0, -inf}, {-inf, 0, -inf},
    {-0.5, 0, -inf}, {-3, 0, -inf}, {-inf, -0.0, inf}, {-0.5, -0.0, inf}, {-3, -0.0, inf}, {inf, 1, nan},
    {inf, 2, nan}, {inf, 2.5, nan}, {inf, -1, nan}, {inf, -0.5, nan}, {inf, -2, nan}, {-inf, 1, nan}, {-inf, 2, nan},
    {-inf, 2.5, nan}, {-inf, -1, nan}, {-inf, -0.5, nan}, {-inf, -2, nan}, {1, inf, 0}, {2, inf, 0}, {2.5, inf, 0},
    {1, -inf, -1}, {2, -inf, -1}, {2.5, -inf, -1}, {-1, inf, -1}, {-0.5, inf, -1}, {-2, inf, -1}, {-1, -inf, 0},
    {-0.5, -inf, 0}, {-2, -inf, 0}, {1, 1, 1, 's'}, {-0.5, -3, 1, 's'}, {-3, -0.5, 1, 's'}, {1, -1, -1, 's'},
    {-0.5, 2.5, -1, 's'}, {-3, 2, -1, 's'},
};
inline constexpr binary_case hypot[] = {
    {inf, 0, inf}, {inf, -2, inf}, {-inf, nan, inf}, {0, inf, inf}, {1, inf, inf}, {-2, inf, inf}, {0, 0, 0},
    {0, -2, 2}, {-0.0, nan, nan}, {1, 0, 1}, {-2, 0, 2}, {0, nan, nan}, {-1, nan, nan}, {-2, nan, nan}, {nan, 0, nan},
    {nan, -1, nan}, {nan, -2, nan},
};
inline constexpr complex_case isfinite_complex[] = {
    {0, nan, 0, 0}, {nan, -1, 0, 0}, {1, nan, 0, 0}, {inf, 0, 0, 0}, {inf, -2, 0, 0}, {-inf, nan, 0, 0},
    {0, inf, 0, 0}, {1, inf, 0, 0}, {-2, inf, 0, 0}, {0, 0, 1, 0}, {0.5, 0.5, 1, 0}, {3, 3, 1, 0},
};
inline constexpr unary_case isfinite[] = {
    {inf, 0}, {-inf, 0}, {nan, 0}, {0, 1}, {0.5, 1}, {3, 1},
};
inline constexpr complex_case isinf_complex[] = {
    {inf, 0, 1, 0}, {inf, -2, 1, 0}, {-inf, nan, 1, 0}, {0, inf, 1, 0}, {-1, -inf, 1, 0}, {3, inf, 1, 0},
};
inline constexpr unary_case isinf[] = {
    {inf, 1}, {-inf, 1},
};
inline constexpr complex_case isnan_complex[] = {
    {0, nan, 1, 0}, {nan, -1, 1, 0}, {1, nan, 1, 0},
};
inline constexpr unary_case isnan[] = {
    {nan, 1},
};
inline constexpr complex_case log_complex[] = {
    {-0.0, 0, -inf, 3.141592653589793}, {0, 0, -inf, 0}, {0, inf, inf, 1.5707963267948966},
    {0.5, inf, inf, 1.5707963267948966}, {3, inf, inf, 1.5707963267948966}, {0, nan, nan, nan}, {0.5, nan, nan, nan},
    {3, nan, nan, nan}, {-inf, 1, inf, 3.141592653589793}, {-inf, 2, inf, 3.141592653589793},
    {-inf, 2.5, inf, 3.141592653589793}, {inf, 1, inf, 0}, {inf, 2, inf, 0}, {inf, 2.5, inf, 0},
    {-inf, inf, inf, 2.356194490192345}, {inf, inf, inf, 0.7853981633974483}, {inf, nan, inf, nan},
    {-inf, nan, inf, nan}, {nan, 0, nan, nan}, {nan, 0.5, nan, nan}, {nan, 3, nan, nan}, {nan, inf, inf, nan},
    {nan, nan, nan, nan},
};
inline constexpr unary_case log[] = {
    {nan, nan}, {-inf, nan}, {-0.5, nan}, {-3, nan}, {0, -inf}, {-0.0, -inf}, {1, 0}, {inf, inf},
};
inline constexpr unary_case log10[] = {
    {nan, nan}, {-inf, nan}, {-0.5, nan}, {-3, nan}, {0, -inf}, {-0.0, -inf}, {1, 0}, {inf, inf},
};
inline constexpr complex_case log1p_complex[] = {
    {-1, 0, -inf, 0}, {0, inf, inf, 1.5707963267948966}, {0.5, inf, inf, 1.5707963267948966},
    {3, inf, inf, 1.5707963267948966}, {0, nan, nan, nan}, {0.5, nan, nan, nan}, {3, nan, nan, nan},
    {-inf, 1, inf, 3.141592653589793}, {-inf, 2, inf, 3.141592653589793}, {-inf, 2.5, inf, 3.141592653589793},
    {inf, 1, inf, 0}, {inf, 2, inf, 0}, {inf, 2.5, inf, 0}, {-inf, inf, inf, 2.356194490192345},
    {inf, inf, inf, 0.7853981633974483}, {inf, nan, inf, nan}, {-inf, nan, inf, nan}, {nan, 0, nan, nan},
    {nan, 0.5, nan, nan}, {nan, 3, nan, nan}, {nan, inf, inf, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case log1p[] = {
    {nan, nan}, {-inf, nan}, {-2, nan}, {-3, nan}, {-1, -inf}, {-0.0, -0.0}, {0, 0}, {inf, inf},
};
inline constexpr unary_case log2[] = {
    {nan, nan}, {-inf, nan}, {-0.5, nan}, {-3, nan}, {0, -inf}, {-0.0, -inf}, {1, 0}, {inf, inf},
};
inline constexpr binary_case logaddexp[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, 0, inf}, {inf, -1, inf}, {inf, 3, inf}, {0, inf, inf},
    {-1, inf, inf}, {3, inf, inf},
};
inline constexpr binary_case maximum[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan},
};
inline constexpr binary_case minimum[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan},
};
inline constexpr complex_pair_case multiply_complex[] = {
    {nan, nan, nan, nan, nan, nan},
};
inline constexpr binary_case multiply[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, 0, nan}, {inf, -0.0, nan}, {-inf, 0, nan}, {0, inf, nan},
    {0, -inf, nan}, {-0.0, inf, nan}, {0, 0, 1, 's'}, {-2, -2, 1, 's'}, {0, -0.0, -1, 's'}, {1, -0.5, -1, 's'},
    {-2, 3, -1, 's'}, {inf, inf, inf}, {inf, -inf, -inf}, {-inf, inf, -inf}, {inf, 1, inf}, {inf, -3, -inf},
    {-inf, -0.5, inf}, {1, inf, inf}, {-0.5, -inf, inf}, {-3, inf, -inf},
};
inline constexpr binary_case nextafter[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {-0.0, 0, 0}, {0, -0.0, -0.0},
};
inline constexpr complex_pair_case not_equal_complex[] = {
    {0, 0, 0, nan, 1, 0}, {-0.0, nan, -0.0, 1, 1, 0}, {nan, nan, nan, nan, 1, 0},
};
inline constexpr binary_case not_equal[] = {
    {0, nan, 1}, {nan, -1, 1}, {1, nan, 1}, {inf, -inf, 1}, {-inf, inf, 1}, {0, 1, 1}, {0.5, 2, 1}, {3, -3, 1},
};
inline constexpr binary_case pow[] = {
    {0, nan, nan}, {-1, nan, nan}, {3, nan, nan}, {0, 0, 1}, {1, 0, 1}, {-2, 0, 1}, {0, -0.0, 1}, {1, -0.0, 1},
    {-2, -0.0, 1}, {nan, inf, nan}, {nan, -1, nan}, {nan, -2, nan}, {inf, inf, inf}, {-2, inf, inf}, {2.5, inf, inf},
    {inf, -inf, 0}, {-2, -inf, 0}, {2.5, -inf, 0}, {1, inf, 1}, {-1, inf, 1}, {1, -inf, 1}, {-1, -inf, 1}, {1, -1, 1},
    {1, 3, 1}, {0, inf, 0}, {-0.0, inf, 0}, {0.5, inf, 0}, {0, -inf, inf}, {-0.0, -inf, inf}, {0.5, -inf, inf},
    {inf, 0.5, inf}, {inf, 3, inf}, {inf, -0.5, 0}, {inf, -3, 0}, {-inf, 1, -inf}, {-inf, 3, -inf}, {-inf, 7, -inf},
    {-inf, inf, inf}, {-inf, 0.5, inf}, {-inf, 2, inf}, {-inf, -1, -0.0}, {-inf, -3, -0.0}, {-inf, -inf, 0},
    {-inf, -0.5, 0}, {-inf, -2, 0}, {0, 0.5, 0}, {0, 3, 0}, {0, -0.5, inf}, {0, -3, inf}, {-0.0, 1, -0.0},
    {-0.0, 3, -0.0}, {-0.0, 7, -0.0}, {-0.0, 0.5, 0}, {-0.0, 2, 0}, {-0.0, -1, -inf}, {-0.0, -3, -inf},
    {-0.0, -0.5, inf}, {-0.0, -2, inf}, {-1, 0.5, nan}, {-0.5, 2.5, nan}, {-3, 0.5, nan},
};
inline constexpr binary_case remainder[] = {
    {0, nan, nan}, {nan, -1, nan}, {1, nan, nan}, {inf, inf, nan}, {inf, -inf, nan}, {-inf, inf, nan}, {0, 0, nan},
    {0, -0.0, nan}, {-0.0, 0, nan}, {0, inf, 0}, {0, 0.5, 0}, {0, 3, 0}, {-0.0, inf, 0}, {-0.0, 0.5, 0}, {-0.0, 3, 0},
    {0, -inf, -0.0}, {0, -0.5, -0.0}, {0, -3, -0.0}, {-0.0, -inf, -0.0}, {-0.0, -0.5, -0.0}, {-0.0, -3, -0.0},
    {inf, 0, nan}, {0.5, 0, nan}, {3, 0, nan}, {inf, -0.0, nan}, {0.5, -0.0, nan}, {3, -0.0, nan}, {-inf, 0, nan},
    {-0.5, 0, nan}, {-3, 0, nan}, {-inf, -0.0, nan}, {-0.5, -0.0, nan}, {-3, -0.0, nan}, {inf, 1, nan}, {inf, 2, nan},
    {inf, 2.5, nan}, {inf, -1, nan}, {inf, -0.5, nan}, {inf, -2, nan}, {-inf, 1, nan}, {-inf, 2, nan},
    {-inf, 2.5, nan}, {-inf, -1, nan}, {-inf, -0.5, nan}, {-inf, -2, nan}, {1, inf, 1}, {2, inf, 2}, {2.5, inf, 2.5},
    {1, -inf, -inf}, {2, -inf, -inf}, {2.5, -inf, -inf}, {-1, inf, inf}, {-0.5, inf, inf}, {-2, inf, inf},
    {-1, -inf, -1}, {-0.5, -inf, -0.5}, {-2, -inf, -2},
};
inline constexpr unary_case round[] = {
    {0, 0}, {-inf, -inf}, {2, 2}, {inf, inf}, {-0.0, -0.0}, {nan, nan}, {0.5, 0}, {-0.5, -0.0}, {2.5, 2},
};
inline constexpr complex_case sign_complex[] = {
    {0, 0, 0, 0, 'r'}, {0, -0.0, 0, 0, 'r'}, {-0.0, 0, 0, 0, 'r'}, {0, nan, nan, nan}, {nan, -1, nan, nan},
    {1, nan, nan, nan},
};
inline constexpr unary_case sign[] = {
    {-inf, -1}, {-0.5, -1}, {-3, -1}, {0, 0}, {-0.0, 0}, {inf, 1}, {0.5, 1}, {3, 1}, {nan, nan},
};
inline constexpr unary_case signbit[] = {
    {0, 0}, {-0.0, 1}, {inf, 0}, {-inf, 1}, {1, 0}, {2, 0}, {2.5, 0}, {-1, 1}, {-0.5, 1}, {-2, 1}, {nan, 0},
    {-nan, 1},
};
inline constexpr unary_case sin[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, nan}, {-inf, nan},
};
inline constexpr complex_case sinh_complex[] = {
    {0, 0, 0, 0}, {0, inf, 0, nan, 'r'}, {0, nan, 0, nan, 'r'}, {1, inf, nan, nan}, {2, inf, nan, nan},
    {2.5, inf, nan, nan}, {1, nan, nan, nan}, {2, nan, nan, nan}, {2.5, nan, nan, nan}, {inf, 0, inf, 0},
    {inf, 1, inf, inf}, {inf, 2, -inf, inf}, {inf, 2.5, -inf, inf}, {inf, inf, inf, nan, 'r'},
    {inf, nan, inf, nan, 'r'}, {nan, 0, nan, 0}, {nan, 1, nan, nan}, {nan, -0.5, nan, nan}, {nan, 3, nan, nan},
    {nan, nan, nan, nan},
};
inline constexpr unary_case sinh[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, inf}, {-inf, -inf},
};
inline constexpr complex_case sqrt_complex[] = {
    {0, 0, 0, 0}, {-0.0, 0, 0, 0}, {0, inf, inf, inf}, {1, inf, inf, inf}, {-2, inf, inf, inf}, {0, nan, nan, nan},
    {0.5, nan, nan, nan}, {3, nan, nan, nan}, {-inf, 1, 0, inf}, {-inf, 2, 0, inf}, {-inf, 2.5, 0, inf},
    {inf, 1, inf, 0}, {inf, 2, inf, 0}, {inf, 2.5, inf, 0}, {-inf, nan, nan, inf, 'i'}, {inf, nan, inf, nan},
    {nan, 0, nan, nan}, {nan, 1, nan, nan}, {nan, -2, nan, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case sqrt[] = {
    {nan, nan}, {-inf, nan}, {-0.5, nan}, {-3, nan}, {0, 0}, {-0.0, -0.0}, {inf, inf},
};
inline constexpr unary_case tan[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, nan}, {-inf, nan},
};
inline constexpr complex_case tanh_complex[] = {
    {0, 0, 0, 0}, {1, inf, nan, nan}, {-0.5, inf, nan, nan}, {3, inf, nan, nan}, {0, inf, 0, nan}, {1, nan, nan, nan},
    {-0.5, nan, nan, nan}, {3, nan, nan, nan}, {0, nan, 0, nan}, {inf, 1, 1, 0}, {inf, 2, 1, -0.0},
    {inf, 2.5, 1, -0.0}, {inf, inf, 1, 0, 'i'}, {inf, nan, 1, 0, 'i'}, {nan, 0, nan, 0}, {nan, inf, nan, nan},
    {nan, 0.5, nan, nan}, {nan, 3, nan, nan}, {nan, nan, nan, nan},
};
inline constexpr unary_case tanh[] = {
    {nan, nan}, {0, 0}, {-0.0, -0.0}, {inf, 1}, {-inf, -1},
};
inline constexpr unary_case trunc[] = {
    {0, 0}, {-inf, -inf}, {2, 2}, {inf, inf}, {-0.0, -0.0}, {nan, nan},
};

}  // namespace special_cases

#endif
