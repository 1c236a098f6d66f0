// SPDX-License-Identifier: BSD-3-Clause
// The other unit: compiled with -march=native, where the first one has the compiler's default.
#include <strand/strand.hpp>

double sum_in_second_unit(const strand::ndarray<double>& a);

double sum_in_second_unit(const strand::ndarray<double>& a) {
    return strand::sum(strand::sqrt(a * a) + 1);
}
