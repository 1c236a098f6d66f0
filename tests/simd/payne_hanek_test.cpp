// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/payne_hanek.hpp>

using namespace accuracy;

namespace {

/// Is every rest of the angles right to `digits` bits, those beside a multiple of pi/2 too?
template <class T>
void check_rests(std::vector<T> angles, int digits) {
    constexpr index_t lanes = std::max(full_pack<T>, static_cast<index_t>(16 / sizeof(T)));
    using V = simd::vec<T, lanes>;
    angles.resize((angles.size() / lanes + 1) * lanes, T(2));
    for (std::size_t i = 0; i < angles.size(); i += lanes) {
        const auto turns = simd::detail::quarter_turns_of_large<V>(simd::load_pack<T, lanes>(&angles[i]).v);
        for (index_t k = 0; k < lanes; ++k) {
            const T x = angles[i + static_cast<std::size_t>(k)];
            const long double rest = static_cast<long double>(turns.high[k]) - static_cast<long double>(turns.less[k]);
            const long double sine = std::sin(rest), cosine = std::cos(rest);
            const long double by_quadrant[] = {sine, cosine, -sine, -cosine};
            const long double expected = std::sin(static_cast<long double>(x));
            CAPTURE(x);
            CHECK(std::fabs(rest) < 0.7855L);
            CHECK(std::fabs(by_quadrant[turns.quadrant[k] % 4] - expected) <= std::ldexp(std::fabs(expected), -digits));
        }
    }
}

}  // namespace

TEST_CASE("large angles are reduced to more bits than the sine has", "[simd]") {
    std::mt19937_64 random(11);
    // The last is the double that comes closest to a multiple of pi/2 (Muller, Elementary Functions, section 11.3).
    std::vector<double> angles{2, 0x1p30, std::numeric_limits<double>::max(), 1e22, std::ldexp(6381956970095103.0, 797)};
    while (angles.size() < 1000) {
        const double significand = 2 + static_cast<double>(random() >> 12) * 0x1p-51;
        angles.push_back(std::ldexp(significand, static_cast<int>(random() % 1023)));
    }
    check_rests(angles, 58);
    if (!simd::detail::has_fma) return;  // then floats are reduced as doubles
    std::vector<float> floats{2, 0x1p30F, std::numeric_limits<float>::max(), 16367173.0F * 0x1p72F};  // as close as that
    while (floats.size() < 1000) {
        const float significand = 2 + static_cast<float>(random() >> 41) * 0x1p-22F;
        floats.push_back(std::ldexp(significand, static_cast<int>(random() % 127)));
    }
    check_rests(floats, 26);
}
