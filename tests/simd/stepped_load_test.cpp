// SPDX-License-Identifier: BSD-3-Clause
// Packs of elements that do not lie side by side, from memory that ends with the last element wanted.
#include "support/catch.hpp"

#include <complex>
#include <memory>

#include <strand/simd/stepped_load.hpp>

using namespace strand;

namespace {

template <class T, index_t Lanes>
void check_steps() {
    for (const index_t step : {index_t{1}, index_t{-1}, index_t{2}}) {
        // Two packs, exactly as many elements as they span: a sanitizer sees what lies outside.
        const index_t count = 2 * Lanes, span = (count - 1) * (step < 0 ? -step : step) + 1;
        const auto memory = std::make_unique<T[]>(static_cast<std::size_t>(span));
        for (index_t i = 0; i < span; ++i) memory[static_cast<std::size_t>(i)] = T(static_cast<real_t<T>>(i + 1));
        const T* first = step < 0 ? memory.get() + span - 1 : memory.get();
        if constexpr (simd::loads_stepped<T, Lanes>) {
            const simd::stepped_row<T, Lanes> row(first, step);
            for (const index_t i : {index_t{0}, Lanes}) {
                T lanes[static_cast<std::size_t>(Lanes)];
                simd::store_pack(lanes, row.at(i));
                for (index_t k = 0; k < Lanes; ++k) CHECK(lanes[k] == first[(i + k) * step]);
            }
        }
        for (index_t few = 0; few < Lanes; ++few) {
            T lanes[static_cast<std::size_t>(Lanes)];
            simd::store_pack(lanes, simd::load_first_stepped<T, Lanes>(first, step, few));
            for (index_t k = 0; k < Lanes; ++k) CHECK(lanes[k] == (k < few ? first[k * step] : T(0)));
        }
    }
}

}  // namespace

TEST_CASE("packs of stepped elements are in order and read nothing else", "[simd]") {
    check_steps<double, simd::lanes_for<8>>();
    check_steps<float, simd::lanes_for<4>>();
    check_steps<float, simd::lanes_for<8>>();
    check_steps<std::int32_t, simd::lanes_for<4>>();
    check_steps<std::uint64_t, simd::lanes_for<8>>();
    check_steps<std::complex<float>, simd::lanes_for<8>>();
    check_steps<std::int8_t, simd::lanes_for<1>>();
}
