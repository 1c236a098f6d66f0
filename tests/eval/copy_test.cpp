// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("elements of every size are copied between any two layouts", "[eval]") {
    std::mt19937 random(13);
    const auto check = [&]<class T>(T) {
        for (int round = 0; round < 150; ++round) {
            const shape_t shape = layouts::random_shape(random, 4, 2000);
            layouts::placed<T> from(random, shape, false), to(random, shape, false);
            layouts::fill_randomly(random, from.view());
            // A source axis may stand still.
            auto source = from.view();
            shape_t strides = source.strides();
            if (!strides.empty() && round % 3 == 0) strides[layouts::pick(random, 0, strides.size() - 1)] = 0;
            const ndview<T> view(source.data(), shape, strides);
            eval_detail::copy_memory(to.view().describe(), view.describe());
            bool same = true;
            layouts::for_each_index(shape, [&](const shape_t& index) {
                same &= layouts::element_at(to.view(), index) == layouts::element_at(view, index);
            });
            REQUIRE(same);
        }
    };
    check(std::uint8_t{});
    check(std::int16_t{});
    check(float{});
    check(std::int64_t{});
    check(std::complex<double>{});
}

TEST_CASE("large arrays are copied past the caches", "[eval]") {
    const index_t count = 3 * (detail::streamed_bytes / 8) / 2;
    ndarray<double, 1> a = arange<double>(count), b = zeros<double>(count);
    eval_detail::copy_memory(b.describe(), a.describe());
    CHECK((b(0) == 0 && b(count / 2) == static_cast<double>(count / 2) && b(count - 1) == static_cast<double>(count - 1)));
}
