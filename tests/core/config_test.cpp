// SPDX-License-Identifier: BSD-3-Clause
#include <strand/core/config.hpp>
#include "support/catch.hpp"

#if !defined(STRAND_VERSION_MAJOR) || !defined(STRAND_VERSION_MINOR) || !defined(STRAND_VERSION_PATCH)
#error "the version is missing"
#endif

TEST_CASE("checks are on unless NDEBUG is defined", "[core]") {
#ifdef NDEBUG
    CHECK(STRAND_CHECKED == 0);
#else
    CHECK(STRAND_CHECKED == 1);
#endif
}
