// SPDX-License-Identifier: BSD-3-Clause
// main of the test program, where Catch2 is installed as headers only.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
