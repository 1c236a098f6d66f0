// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <limits>
#include <vector>
#include <strand/random/bounded.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using namespace strand::random;

namespace {

template <class T>
void check(const numpy::stream<T>& expected, T low, std::uint64_t span) {
    stream_checks::check_fill(expected,
                              [=](auto& s, T* out, index_t count) { detail::fill_bounded(s, out, count, low, span); });
}
/// A range of 100 values, one of just over half of all values, all values.
template <class T>
void check_type(const numpy::stream<T>& small, const numpy::stream<T>& large, const numpy::stream<T>& all) {
    constexpr T least = std::numeric_limits<T>::min(), greatest = std::numeric_limits<T>::max();
    check<T>(small, 5, 99);
    check<T>(large, static_cast<T>(least + 3), static_cast<std::uint64_t>(greatest / 2 + 2));
    check<T>(all, least, static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least));
}

}  // namespace

TEST_CASE("integers are bit-identical to NumPy's, for every type and range") {
    check_type(numpy::int8_small, numpy::int8_large, numpy::int8_all);
    check_type(numpy::uint8_small, numpy::uint8_large, numpy::uint8_all);
    check_type(numpy::int16_small, numpy::int16_large, numpy::int16_all);
    check_type(numpy::uint16_small, numpy::uint16_large, numpy::uint16_all);
    check_type(numpy::int32_small, numpy::int32_large, numpy::int32_all);
    check_type(numpy::uint32_small, numpy::uint32_large, numpy::uint32_all);
    check_type(numpy::int64_small, numpy::int64_large, numpy::int64_all);
    check_type(numpy::uint64_small, numpy::uint64_large, numpy::uint64_all);
    check(numpy::bool_all, false, 1);
    check<std::int64_t>(numpy::int64_32_bits, -7, 0xffffffffu);
    check<std::int64_t>(numpy::int64_3e9, -5, 3000000004u);
    check<std::int64_t>(numpy::int64_2_40, 0, (std::uint64_t{1} << 40) + 6);
}

TEST_CASE("a range of one value reads nothing") {
    word_stream<pcg64> stream{pcg64(1)};
    std::vector<std::int16_t> values(10);
    detail::fill_bounded(stream, values.data(), 10, std::int16_t{-4}, 0);
    CHECK(values == std::vector<std::int16_t>(10, -4));
    CHECK(detail::bounded_one(stream, 0) == 0);
    CHECK(stream == word_stream<pcg64>{pcg64(1)});
}

TEST_CASE("one number reads what an array of one number reads") {
    for (const std::uint64_t span : {1ull, 2ull, 999ull, 0x80000001ull, 0xfffffffeull, 0xffffffffull, 0x100000000ull,
                                     0x8000000000000001ull, ~1ull, ~0ull}) {
        word_stream<pcg64> one{pcg64(6)}, many{pcg64(6)};
        std::vector<std::uint64_t> a(500), b(a.size());
        for (std::uint64_t& value : a) value = detail::bounded_one(one, span);
        detail::fill_bounded(many, b.data(), 500, std::uint64_t{0}, span);
        CHECK(a == b);
        CHECK(one == many);
    }
}
