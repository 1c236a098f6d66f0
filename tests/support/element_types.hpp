// SPDX-License-Identifier: BSD-3-Clause
// All element types, and loops over them: for_each_element([]<class T>() { ... }).
#ifndef STRAND_TESTS_SUPPORT_ELEMENT_TYPES_HPP
#define STRAND_TESTS_SUPPORT_ELEMENT_TYPES_HPP

#include <complex>
#include <cstdint>
#include <string>
#include <strand/core/element.hpp>

template <class... T>
struct type_list {};

using integer_types = type_list<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                                std::uint32_t, std::uint64_t>;
using real_types = type_list<float, double>;
using complex_types = type_list<std::complex<float>, std::complex<double>>;
/// Those of NumPy, in the order b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16.
using element_types = type_list<bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                                std::uint16_t, std::uint32_t, std::uint64_t, strand::float16, float, double,
                                std::complex<float>, std::complex<double>>;

template <class... T, class F>
void for_each_type(type_list<T...>, F f) {
    (f.template operator()<T>(), ...);
}
template <class F>
void for_each_element(F f) {
    for_each_type(element_types{}, f);
}

/// NumPy's short name: "i4", "c16"; "bf" for bfloat16.
template <class T>
std::string dtype_code() {
    if (std::same_as<T, strand::bfloat16>) return "bf";
    const char kind = std::same_as<T, bool>              ? 'b'
                      : std::unsigned_integral<T>        ? 'u'
                      : std::integral<T>                 ? 'i'
                      : strand::detail::real_floating<T> ? 'f'
                                                         : 'c';
    return kind + std::to_string(sizeof(T));
}

#endif
