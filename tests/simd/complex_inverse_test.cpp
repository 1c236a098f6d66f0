// SPDX-License-Identifier: BSD-3-Clause
// Against the C library's functions of long double, which follow C99, Annex G, and against identities.
#include "support/complex_accuracy.hpp"

#include <strand/simd/complex_inverse.hpp>

using namespace accuracy;

STRAND_TEST_COMPLEX(asin, 6, 3)
STRAND_TEST_COMPLEX(acos, 6, 3)
STRAND_TEST_COMPLEX(atan, 6, 3)
STRAND_TEST_COMPLEX(asinh, 6, 3)
STRAND_TEST_COMPLEX(acosh, 6, 3)
STRAND_TEST_COMPLEX(atanh, 6, 3)
