// SPDX-License-Identifier: BSD-3-Clause
// One of two units that include all of strand and exchange an array; see second_unit.cpp.
#include <cstdio>
#include <strand/strand.hpp>

double sum_in_second_unit(const strand::ndarray<double>& a);

int main() {
    const strand::ndarray<double> a{{1, 2, 3}, {4, 5, 6}};
    const double here = strand::sum(strand::sqrt(a * a) + 1);
    const double there = sum_in_second_unit(a);
    std::printf("%g %g\n", here, there);
    return here == 27 && there == 27 ? 0 : 1;
}
