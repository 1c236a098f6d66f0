// SPDX-License-Identifier: BSD-3-Clause
#include <complex>
#include <cstdint>
#include <string>
#include <strand/core/element.hpp>
#include "support/catch.hpp"

using strand::canonical_t;
using strand::element;
using strand::real_t;
using strand::scalar_number;

static_assert(element<bool> && element<float> && element<double>);
static_assert(element<std::int8_t> && element<std::int16_t> && element<std::int32_t> &&
              element<std::int64_t>);
static_assert(element<std::uint8_t> && element<std::uint16_t> && element<std::uint32_t> &&
              element<std::uint64_t>);
static_assert(element<std::complex<float>> && element<std::complex<double>>);

// Only one type of each size is an element: arrays of long and of long long would be two types.
static_assert(element<long> != element<long long>);
static_assert(!element<char> && !element<wchar_t> && !element<char16_t>);
static_assert(!element<long double> && !element<std::complex<long double>>);
static_assert(!element<const double> && !element<double&> && !element<void> && !element<int*>);
enum class colour : int { red };
static_assert(!element<colour> && !element<std::string>);

// Other spellings stand for the element of their size.
static_assert(std::same_as<canonical_t<long>, std::int64_t>);
static_assert(std::same_as<canonical_t<long long>, std::int64_t>);
static_assert(std::same_as<canonical_t<unsigned long long>, std::uint64_t>);
static_assert(std::same_as<canonical_t<unsigned long>, std::uint64_t>);
static_assert(sizeof(canonical_t<char>) == 1 && std::is_signed_v<canonical_t<char>> == std::is_signed_v<char>);
static_assert(std::same_as<canonical_t<signed char>, std::int8_t>);
static_assert(std::same_as<canonical_t<wchar_t>,
                           std::conditional_t<std::is_signed_v<wchar_t>, std::int32_t, std::uint32_t>>);
static_assert(std::same_as<canonical_t<const int>, std::int32_t>);
static_assert(std::same_as<canonical_t<bool>, bool>);
static_assert(std::same_as<canonical_t<long double>, double>);
static_assert(std::same_as<canonical_t<std::complex<long double>>, std::complex<double>>);

static_assert(scalar_number<long long> && scalar_number<char> && scalar_number<long double>);
static_assert(!scalar_number<std::string> && !scalar_number<void*> && !scalar_number<colour>);

static_assert(std::same_as<real_t<std::complex<float>>, float>);
static_assert(std::same_as<real_t<std::complex<double>>, double>);
static_assert(std::same_as<real_t<std::int8_t>, std::int8_t>);

TEST_CASE("element types have NumPy's names", "[core]") {
    using strand::detail::dtype_name;
    const std::string names[] = {dtype_name<bool>(),
                                 dtype_name<std::int8_t>(),
                                 dtype_name<std::int16_t>(),
                                 dtype_name<std::int32_t>(),
                                 dtype_name<std::int64_t>(),
                                 dtype_name<std::uint8_t>(),
                                 dtype_name<std::uint16_t>(),
                                 dtype_name<std::uint32_t>(),
                                 dtype_name<std::uint64_t>(),
                                 dtype_name<float>(),
                                 dtype_name<double>(),
                                 dtype_name<std::complex<float>>(),
                                 dtype_name<std::complex<double>>()};
    const std::string expected[] = {"bool",   "int8",   "int16",  "int32",   "int64",   "uint8",     "uint16",
                                    "uint32", "uint64", "float32", "float64", "complex64", "complex128"};
    for (std::size_t i = 0; i < std::size(names); ++i) CHECK(names[i] == expected[i]);
}

TEST_CASE("kinds are ordered as promotion needs them", "[core]") {
    using strand::detail::kind_of;
    STATIC_REQUIRE(kind_of<bool> < kind_of<std::int8_t>);
    STATIC_REQUIRE(kind_of<std::uint64_t> == kind_of<std::int8_t>);
    STATIC_REQUIRE(kind_of<std::uint64_t> < kind_of<float>);
    STATIC_REQUIRE(kind_of<double> < kind_of<std::complex<float>>);
}
