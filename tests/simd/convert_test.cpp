// SPDX-License-Identifier: BSD-3-Clause
// Floats to integers, those included that do not fit: the rule of core/number.hpp spelled out in 128 bits,
// in every position of packs and in single numbers.
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"

using namespace strand;

namespace {

__extension__ typedef __int128 wide;

template <class To>
To expected(double value) {
    constexpr int bits = 8 * sizeof(To) < 32 ? 32 : 8 * sizeof(To);
    const wide half = wide(1) << (bits - 1);
    const bool is_large_unsigned = std::is_unsigned_v<To> && sizeof(To) >= 4;
    if (std::isnan(value)) return static_cast<To>(half);
    const wide whole = value > 1e30 ? wide(1) << 100 : value < -1e30 ? -(wide(1) << 100) : static_cast<wide>(value);
    if (is_large_unsigned && whole >= 2 * half) return 0;
    if (whole < -half || whole >= (is_large_unsigned ? 2 * half : half)) return static_cast<To>(half);
    return static_cast<To>(whole);
}

template <class From>
std::vector<From> values() {
    std::vector<From> list{From(0), From(-0.0), From(0.9), From(-0.9), From(HUGE_VAL), From(-HUGE_VAL), From(NAN), From(3.7e37), From(-3.7e37)};
    for (int exponent = 0; exponent <= 65; ++exponent) {
        const From power = static_cast<From>(std::ldexp(1.0, exponent));
        for (const From value : {power, std::nextafter(power, From(0)), std::nextafter(power, From(1e30)), power + From(0.5), power - From(1), power * From(1.37)}) {
            list.push_back(value);
            list.push_back(-value);
        }
    }
    return list;
}

template <class From>
void check_all() {
    const auto list = values<From>();
    ndarray<From, 1> a(extents<1>({static_cast<index_t>(list.size())}));
    std::copy(list.begin(), list.end(), a.data());
    for_each_type(integer_types{}, [&]<class To>() {
        // From different places, so that every value meets packs and the rest behind them.
        const ndarray<To, 1> result = astype<To>(a), later = astype<To>(a(range(3, none)));
        int wrong = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto k = static_cast<index_t>(i);
            const To right = expected<To>(static_cast<double>(list[i]));
            wrong += result(k) != right;
            wrong += k >= 3 && later(k - 3) != right;
            wrong += detail::number_as<To>(list[i]) != right;
        }
        INFO(dtype_code<From>() << " to " << dtype_code<To>());
        CHECK(wrong == 0);
    });
}

}  // namespace

TEST_CASE("floats that fit no integer become what the rule says", "[simd]") {
    check_all<float>();
    check_all<double>();
}
