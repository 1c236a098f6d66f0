// SPDX-License-Identifier: BSD-3-Clause
// Catch2, so that the same test compiles with 2.13 (Debian 12) and with 3.x. Every test includes
// this. Not in both, so not to be used: Matchers::Contains, ContainsSubstring, CATCH_CONFIG_MAIN.
#ifndef STRAND_TESTS_SUPPORT_CATCH_HPP
#define STRAND_TESTS_SUPPORT_CATCH_HPP

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>
namespace Catch {
using Detail::Approx;  // 2.13 finds its vector matcher of that name instead
}
#endif

#endif
