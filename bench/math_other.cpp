// SPDX-License-Identifier: BSD-3-Clause
// The mathematical functions that math.cpp leaves out.
#include "support/math_function.hpp"

namespace bench {
namespace {

template <class T>
void functions_of(length size) {
    BENCH_OTHER_FUNCTIONS
}

const registration registered([] {
    functions_of<double>(small);
    functions_of<float>(small);
});

}  // namespace
}  // namespace bench
