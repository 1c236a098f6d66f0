// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <complex>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>
#include <vector>
#include <strand/io/print.hpp>
#include <strand/strand.hpp>
#include "io/print_cases.hpp"

using strand::index_t;
using strand::print_options;
using strand::shape_t;

namespace {

template <class T>
strand::ndarray<T> make(const std::vector<index_t>& shape, const std::vector<T>& elements) {
    strand::ndarray<T> a{shape_t(shape), strand::row_major};
    for (std::size_t i = 0; i < elements.size(); ++i) a.data()[i] = elements[i];
    return a;
}

std::vector<std::string> words(const std::string& text, char separator) {
    std::istringstream in(text);
    std::vector<std::string> result;
    for (std::string word; std::getline(in, word, separator);) result.push_back(word);
    return result;
}

template <class T>
T number(const std::string& text) {
    if constexpr (strand::detail::is_complex<T>) {
        const std::vector<std::string> parts = words(text, ',');
        using real = typename T::value_type;
        return T(number<real>(parts[0]), parts.size() > 1 ? number<real>(parts[1]) : real(0));
    } else if constexpr (std::is_same_v<T, float>) {
        return std::strtof(text.c_str(), nullptr);
    } else if constexpr (std::is_floating_point_v<T>) {
        return std::strtod(text.c_str(), nullptr);
    } else if constexpr (std::is_unsigned_v<T>) {
        return static_cast<T>(std::strtoull(text.c_str(), nullptr, 10));
    } else {
        return static_cast<T>(std::strtoll(text.c_str(), nullptr, 10));
    }
}

/// Prints the array of a case; empty when it is of another type.
template <class T>
std::string printed(const print_case& c) {
    if (c.dtype != std::string(strand::detail::dtype_name<T>())) return {};
    std::vector<index_t> shape;
    for (const std::string& word : words(c.shape, ' ')) shape.push_back(number<index_t>(word));
    index_t size = 1;
    for (const index_t extent : shape) size *= extent;
    std::vector<T> elements;
    const std::string text = c.elements;
    if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
        const double start = number<double>(text.substr(0, colon));
        const double step = number<double>(text.substr(colon + 1));
        using real = strand::real_t<T>;
        for (index_t i = 0; i < size; ++i) {
            elements.push_back(static_cast<real>(start + step * static_cast<double>(i)));
        }
    } else {
        for (const std::string& word : words(text, ' ')) elements.push_back(number<T>(word));
    }
    REQUIRE(static_cast<index_t>(elements.size()) == size);
    print_options options;
    if (const std::vector<std::string> given = words(c.options, ' '); !given.empty()) {
        options = {number<index_t>(given[0]), number<index_t>(given[1]), number<index_t>(given[2]),
                   number<index_t>(given[3]), given[4] == "1"};
    }
    return to_string(make<T>(shape, elements), options);
}

template <class... T>
std::string printed_as_one_of(const print_case& c) {
    return (printed<T>(c) + ...);
}

}  // namespace

TEST_CASE("every recorded array prints as NumPy prints it") {
    for (const print_case& c : print_cases) {
        INFO(c.dtype << " of shape (" << c.shape << "): " << c.elements << " with options " << c.options);
        CHECK(printed_as_one_of<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                                std::uint32_t, std::uint64_t, float, double, std::complex<float>, std::complex<double>>(
                  c) +
                  printed<bool>(c) ==
              c.text);
    }
}

TEST_CASE("the defaults are NumPy's") {
    const print_options options;
    CHECK(options.precision == 8);
    CHECK(options.threshold == 1000);
    CHECK(options.edgeitems == 3);
    CHECK(options.linewidth == 75);
    CHECK_FALSE(options.suppress);
}

TEST_CASE("options have names") {
    const auto a = make<double>({2}, {2.0 / 3, 1e-9});
    CHECK(to_string(a) == "[6.66666667e-01 1.00000000e-09]");
    CHECK(to_string(a, {.precision = 2}) == "[6.67e-01 1.00e-09]");
    CHECK(to_string(a, {.precision = 3, .suppress = true}) == "[0.667 0.   ]");
}

TEST_CASE("a stream gets the text of to_string, padded as any string") {
    const auto a = make<std::int32_t>({2, 2}, {1, 2, 3, 4});
    std::ostringstream plain;
    plain << a;
    CHECK(plain.str() == "[[1 2]\n [3 4]]");
    const auto one = make<double>({}, {0.5});
    std::ostringstream padded;
    padded << std::setprecision(1) << std::setw(6) << one << '|' << one;
    CHECK(padded.str() == "   0.5|0.5");
}

TEST_CASE("a negative option is refused by name") {
    const auto a = make<double>({1}, {1});
    const auto text_of = [&](const print_options& options) -> std::string {
        try {
            (void)to_string(a, options);
        } catch (const strand::value_error& error) {
            return error.what();
        }
        return "nothing thrown";
    };
    CHECK(text_of({.precision = -1}) == "print_options: precision is -1, but must be at least 0");
    CHECK(text_of({.threshold = -2}) == "print_options: threshold is -2, but must be at least 0");
    CHECK(text_of({.edgeitems = -3}) == "print_options: edgeitems is -3, but must be at least 0");
    CHECK(text_of({.linewidth = -4}) == "print_options: linewidth is -4, but must be at least 0");
}

TEST_CASE("the largest threshold never cuts") {
    const auto a = make<std::int8_t>({1100}, std::vector<std::int8_t>(1100));
    const std::string text = to_string(a, {.threshold = std::numeric_limits<index_t>::max()});
    CHECK(text.find("...") == std::string::npos);
    CHECK(to_string(a) == "[0 0 0 ... 0 0 0]");
}

TEST_CASE("views print the elements that they show") {
    const auto a = strand::reshape(strand::arange<int>(12), {3, 4});
    CHECK(to_string(a.T()) == "[[ 0  4  8]\n [ 1  5  9]\n [ 2  6 10]\n [ 3  7 11]]");
    CHECK(to_string(a[1]) == "[4 5 6 7]");
    using strand::none;
    using strand::range;
    CHECK(to_string(a(range(none, none, -2), range(1, 3))) == "[[ 9 10]\n [ 1  2]]");
    CHECK(to_string(strand::broadcast_to(a[0], {2, 4})) == "[[0 1 2 3]\n [0 1 2 3]]");
    const auto large = strand::reshape(strand::arange<int>(1200), {300, 4});
    CHECK(to_string(large.T(), {.edgeitems = 1}) == "[[   0 ... 1196]\n ...\n [   3 ... 1199]]");
}

TEST_CASE("an expression is computed, then printed") {
    const auto a = strand::arange<int>(3);
    CHECK(to_string(a * 0.5) == "[0.  0.5 1. ]");
    CHECK(to_string(a == 1) == "[False  True False]");
    CHECK(to_string(strand::scalar(2.5)) == "2.5");
    std::ostringstream out;
    out << a + 1;
    CHECK(out.str() == "[1 2 3]");
}
