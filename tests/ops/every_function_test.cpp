// SPDX-License-Identifier: BSD-3-Clause
// Which functions exist for which element types, and what comes out: as in NumPy, function by function.
#include "ops/every_function.hpp"
#include <string>
#include <vector>
#include "ops/every_function_types.hpp"
#include "support/catch.hpp"
#include "support/element_types.hpp"

namespace {

/// One of each kind: all types together take a compiler a minute.
using numpy_types = type_list<bool, std::int8_t, std::uint64_t, float, std::complex<double>>;

template <class T>
std::string code() {
    if constexpr (std::same_as<T, bool>) return "b1";
    const char kind = strand::detail::is_complex<T> ? 'c' : strand::detail::real_floating<T> ? 'f' : std::unsigned_integral<T> ? 'u' : 'i';
    return kind + std::to_string(sizeof(T));
}
/// The element type of f(x...), or "-".
template <class F, class... X>
std::string result_code() {
    if constexpr (std::invocable<F, const X&...>) return code<strand::value_t<std::invoke_result_t<F, const X&...>>>();
    else return "-";
}
template <class F, class... T>
std::string unary_codes(type_list<T...>) {
    std::string text;
    ((text += (text.empty() ? "" : " ") + result_code<F, strand::ndarray<T>>()), ...);
    return text;
}
template <class F, class... T>
std::string binary_codes(type_list<T...>) {
    std::string text;
    ((text += (text.empty() ? "" : " ") + result_code<F, strand::ndarray<T>, strand::ndarray<T>>()), ...);
    return text;
}
std::string expected_codes(const std::string& name) {
    for (const auto& [known, types] : every_function::numpy_types) {
        if (name == known) return types;
    }
    return "";
}

}  // namespace

TEST_CASE("functions of one array have NumPy's dtypes", "[ops]") {
    every_function::unary([]<class F>(const char* name, F) {
        const std::string expected = expected_codes(name);
        if (expected.empty()) return;
        INFO(name);
        CHECK(unary_codes<F>(numpy_types{}) == expected);
    });
}

TEST_CASE("functions of two arrays have NumPy's dtypes", "[ops]") {
    every_function::binary([]<class F>(const char* name, F) {
        INFO(name);
        CHECK(binary_codes<F>(numpy_types{}) == expected_codes(name));
    });
}
