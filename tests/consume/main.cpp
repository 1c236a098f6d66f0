// SPDX-License-Identifier: BSD-3-Clause
// The program of all three projects: succeeds if a sum of arrays is right.
#include <strand/strand.hpp>

int main() {
    const strand::ndarray<double> a{{1, 2}, {3, 4}};
    const strand::ndarray<double> b = a + a;
    return b(1, 1) == 8 ? 0 : 1;
}
