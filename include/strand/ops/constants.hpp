// SPDX-License-Identifier: BSD-3-Clause
// The constants: pi, e, inf, nan, euler_gamma, as double; beside a float array they are weak scalars.
#ifndef STRAND_OPS_CONSTANTS_HPP
#define STRAND_OPS_CONSTANTS_HPP

#include <limits>
#include <numbers>

namespace strand {

inline constexpr double pi = std::numbers::pi;
inline constexpr double e = std::numbers::e;
inline constexpr double euler_gamma = std::numbers::egamma;
inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace strand

#endif
