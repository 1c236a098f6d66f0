// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <limits>
#include <string>
#include <vector>
#include <strand/io/float_text.hpp>

using namespace strand::detail;

TEST_CASE("the shortest digits of a number read back as the same number") {
    const shortest_decimal tenth = shortest(0.1);
    CHECK(tenth.digits == "1");
    CHECK(tenth.point == 0);
    CHECK_FALSE(tenth.negative);
    const shortest_decimal third = shortest(-100.0f / 3);
    CHECK(third.digits == "33333332");
    CHECK(third.point == 2);
    CHECK(third.fraction() == 6);
    CHECK(third.negative);
    CHECK(shortest(5e-324).point == -323);
    CHECK(shortest(0.0).digits == "0");
}

TEST_CASE("positional text keeps the point and drops zeros behind it") {
    CHECK(positional_text(3.0, 8) == "3.");
    CHECK(positional_text(-0.0, 8) == "-0.");
    CHECK(positional_text(0.001, 8) == "0.001");
    CHECK(positional_text(1234.5678, 8) == "1234.5678");
    CHECK(positional_text(1e22, 8) == "10000000000000000000000.");
    CHECK(positional_text(2.0 / 3, 3) == "0.667");
    CHECK(positional_text(1.9999, 3) == "2.");
    CHECK(positional_text(-4e-9, 8) == "-0.");
}

TEST_CASE("positional text rounds the exact value, ties to even") {
    CHECK(positional_text(0.5, 0) == "0.");
    CHECK(positional_text(1.5, 0) == "2.");
    CHECK(positional_text(2.5, 0) == "2.");
    CHECK(positional_text(0.125, 2) == "0.12");
    CHECK(positional_text(1.005, 2) == "1.");  // the number next to 1.005 is less
}

TEST_CASE("digits before the point that the shortest form leaves out are zeros or exact") {
    CHECK(positional_text(47337552.0f, 8, false) == "47337550.");
    CHECK(positional_text(47337552.0f, 8, true) == "47337552.");
}

TEST_CASE("scientific text fills up with the digits of the value, not with zeros") {
    CHECK(scientific_text(0.1f, 8, false).fraction.empty());
    CHECK(scientific_text(0.1f, 8, true).fraction == "00000001");
    CHECK(scientific_text(0.1, 8, true).fraction == "00000000");
    const scientific_pieces pieces = scientific_text(-1.5e-7, 8, false);
    CHECK(pieces.whole == "-1");
    CHECK(pieces.fraction == "5");
    CHECK(pieces.exponent == "-07");
}

TEST_CASE("one number alone takes an exponent below 1e-4 and from 1e16 on") {
    CHECK(alone_text(1.0, false) == "1.0");
    CHECK(alone_text(1.0, true) == "1");
    CHECK(alone_text(1e-4, false) == "0.0001");
    CHECK(alone_text(9.9e-5, false) == "9.9e-05");
    CHECK(alone_text(9999999999999998.0, false) == "9999999999999998.0");
    CHECK(alone_text(1e16, false) == "1e+16");
    CHECK(alone_text(-std::numeric_limits<double>::infinity(), false) == "-inf");
    CHECK(alone_text(-std::numeric_limits<double>::quiet_NaN(), false) == "nan");
}

TEST_CASE("the numbers of one array have one width") {
    const std::vector<double> values{1, -22.25, std::numeric_limits<double>::infinity()};
    const float_format<double> format(values, 8, false, false);
    std::string text;
    for (const double value : values) {
        format.append(text, value);
        text += '|';
    }
    CHECK(text == "  1.  |-22.25|   inf|");
}
