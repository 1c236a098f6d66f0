// SPDX-License-Identifier: BSD-3-Clause
// Which of two elements a search for the largest prefers, element by element.
#ifndef STRAND_TESTS_OPS_FIRST_OF_EXTREMA_HPP
#define STRAND_TESTS_OPS_FIRST_OF_EXTREMA_HPP

#include <strand/strand.hpp>

/// The first NaN, or else the first of the largest.
template <class T>
bool replaces(T x, T best) {
    if (best != best) return false;
    if (x != x) return true;
    if constexpr (strand::detail::is_complex<T>) return x.real() != best.real() ? x.real() > best.real() : x.imag() > best.imag();
    else return x > best;
}

#endif
