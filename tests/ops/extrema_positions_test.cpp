// SPDX-License-Identifier: BSD-3-Clause
// Positions of extrema, against naive loops over random shapes and layouts.
#include "ops/first_of_extrema.hpp"
#include "support/catch.hpp"
#include "support/layouts.hpp"
#include "support/matchers.hpp"

using namespace strand;
using namespace layouts;

namespace {

template <class T>
void check_positions(unsigned seed, int cases, bool with_nan) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const shape_t shape = n % 3 == 0 ? random_stack(random) : random_shape(random, 4, 3000);
        placed<T> a(random, shape, true);
        for (auto& byte : a.memory) byte = 0;
        for_each_index(a.shape, [&](const shape_t& index) {
            // Few different values: ties must go to the first.
            T& x = element_at(a.view(), index) = static_cast<T>(static_cast<real_t<T>>(pick(random, 0, 9)));
            if constexpr (strand::detail::is_complex<T>) x.imag(static_cast<real_t<T>>(pick(random, 0, 3)));
            if constexpr (strand::detail::inexact<T>) {
                if (with_nan && pick(random, 0, n % 2 == 0 ? 30 : 3000) == 0) x = std::numeric_limits<real_t<T>>::quiet_NaN();
            }
        });
        if (strand::detail::element_count(a.shape) == 0 || a.shape.empty()) continue;
        CAPTURE(seed, n, to_string(a.shape), to_string(a.strides));
        std::int64_t position = 0, best = 0;
        const T* largest = nullptr;
        for_each_index(a.shape, [&](const shape_t& index) {
            const T& x = element_at(a.view(), index);
            if (!largest || replaces(x, *largest)) largest = &x, best = position;
            ++position;
        });
        REQUIRE(argmax(a.view()) == best);
        const index_t axis = pick(random, 0, a.shape.size() - 1);
        shape_t left = a.shape;
        left[axis] = 1;
        std::vector<std::int64_t> positions;
        for_each_index(left, [&](const shape_t& index) {
            shape_t at = index, first = index;
            for (; at[axis] < a.shape[axis]; ++at[axis]) {
                if (replaces(element_at(a.view(), at), element_at(a.view(), first))) first = at;
            }
            positions.push_back(first[axis]);
        });
        REQUIRE(difference(argmax(a.view(), axis, true), left, positions) == "");
        if constexpr (std::is_signed_v<T> || strand::detail::is_complex<T>) REQUIRE(difference(argmin(-a.view(), axis, true), left, positions) == "");
    }
}

}  // namespace

TEST_CASE("positions of extrema are right along any axis of any layout", "[ops]") {
    check_positions<float>(1, 300, true);
    check_positions<double>(2, 200, false);
    check_positions<std::int8_t>(3, 200, false);
    check_positions<std::uint32_t>(4, 200, false);
    check_positions<std::complex<float>>(5, 100, true);
}
