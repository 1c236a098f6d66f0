// SPDX-License-Identifier: BSD-3-Clause
// Tables of all sizes: within the caches, beyond the second level, in memory, which take different ways.
#include <strand/kernel/gather.hpp>
#include <random>
#include <vector>
#include "support/catch.hpp"

namespace kernel = strand::kernel;
using strand::index_t;

namespace {

/// Gathers and scatters by indices of all signs, then with one index outside at any place.
template <class Word, class I>
void check_table(index_t extent, index_t count, index_t stride) {
    std::mt19937 random(static_cast<unsigned>(extent + count));
    const auto pick = [&](index_t low, index_t high) { return std::uniform_int_distribution<index_t>(low, high)(random); };
    std::vector<Word> table(static_cast<std::size_t>(extent * stride)), out(static_cast<std::size_t>(count) + 1, Word(77)), expected;
    for (std::size_t k = 0; k < table.size(); ++k) table[k] = static_cast<Word>(k * 7 + 1);
    std::vector<I> index(static_cast<std::size_t>(count));
    const bool mixed = count % 2 == 1 && std::is_signed_v<I>;
    for (I& i : index) {
        i = static_cast<I>(pick(mixed ? -extent : 0, extent - 1));
        expected.push_back(table[static_cast<std::size_t>((i < 0 ? static_cast<index_t>(i) + extent : static_cast<index_t>(i)) * stride)]);
    }
    const auto bytes = [](auto& values) { return reinterpret_cast<char*>(values.data()); };
    const index_t itemsize = static_cast<index_t>(sizeof(Word));
    CHECK(kernel::gather_indexed(bytes(out), bytes(table), stride, index.data(), count, extent, itemsize));
    CHECK(out.back() == Word(77));
    out.pop_back();
    CHECK(out == expected);
    const kernel::index_check check = kernel::check_indices<I>(bytes(index), static_cast<index_t>(sizeof(I)), count, extent);
    CHECK(check.inside);
    std::vector<Word> written = table, by_hand = table;
    for (std::size_t k = 0; k < index.size(); ++k) {
        out[k] = static_cast<Word>(k * 3 + 2);
        by_hand[static_cast<std::size_t>((index[k] < 0 ? static_cast<index_t>(index[k]) + extent : static_cast<index_t>(index[k])) * stride)] = out[k];
    }
    kernel::scatter_indexed(bytes(written), stride, bytes(out), 1, index.data(), count, extent, check.negative, itemsize);
    CHECK(written == by_hand);
    const index_t place = pick(0, count - 1);
    for (const index_t bad : {extent, std::is_signed_v<I> ? -extent - 1 : extent + 5}) {
        index[static_cast<std::size_t>(place)] = static_cast<I>(bad);
        CHECK(!kernel::check_indices<I>(bytes(index), static_cast<index_t>(sizeof(I)), count, extent).inside);
        CHECK(!kernel::gather_indexed(bytes(out), bytes(table), stride, index.data(), count, extent, itemsize));
    }
}

}  // namespace

TEST_CASE("gathers and scatters of tables that fit no cache, some, or all") {
    for (const index_t count : {1, 7, 8, 9, 17, 511, 513, 1100}) {
        check_table<double, std::int64_t>(5, count, 1);
        check_table<double, std::int64_t>(300000, count, 1);
        check_table<std::uint8_t, std::int32_t>(40, count, 3);
        check_table<float, std::int32_t>(300000, count, 1);
    }
    check_table<float, std::int64_t>(300000, 2001, 1);
    check_table<double, std::int32_t>(300000, 2000, 1);
    check_table<double, std::int64_t>(1500000, 2000, 2);
    check_table<double, std::int64_t>(2200000, 2001, 1);
    check_table<std::uint16_t, std::int32_t>(9000000, 2001, 1);
}

TEST_CASE("offsets add up over index arrays of every integer type") {
    const auto check = []<class I>(I, std::vector<I> index, index_t extent, bool inside) {
        std::vector<index_t> offsets(index.size(), 1000);
        const auto* from = reinterpret_cast<const char*>(index.data());
        const auto count = static_cast<index_t>(index.size());
        CHECK(kernel::add_offsets<I>(offsets.data(), from, static_cast<index_t>(sizeof(I)), count, extent, -3, false) == inside);
        if (!inside) return;
        for (std::size_t k = 0; k < index.size(); ++k) {
            const auto i = static_cast<index_t>(index[k]);
            CHECK(offsets[k] == 1000 - 3 * (i < 0 ? i + extent : i));
        }
        // Every second one, alone.
        CHECK(kernel::add_offsets<I>(offsets.data(), from, static_cast<index_t>(2 * sizeof(I)), count / 2, extent, 2, true));
        for (index_t k = 0; k < count / 2; ++k) {
            const auto i = static_cast<index_t>(index[static_cast<std::size_t>(2 * k)]);
            CHECK(offsets[static_cast<std::size_t>(k)] == 2 * (i < 0 ? i + extent : i));
        }
    };
    check(std::int8_t{}, {1, -1, 0, 5, -6, 2, 3, 4, -5, 1, 1}, 6, true);
    check(std::int16_t{}, {1, -1, 0, 5, -6, 2, 3, 4, -5, 1, 1}, 6, true);
    check(std::uint8_t{}, {1, 255, 0, 5, 200, 2, 3, 4, 7, 1, 1}, 256, true);
    check(std::uint16_t{}, {1, 65535, 0, 5, 200, 2, 3, 4, 7, 1, 1}, 65536, true);
    check(std::uint32_t{}, {1, 4294967295U, 0, 5, 200, 2, 3, 4, 7}, 4294967296, true);
    check(std::uint64_t{}, {1, 2, ~std::uint64_t{0}, 4, 5, 6, 7, 8, 9}, 100, false);
    check(std::int64_t{}, {0, 1, std::numeric_limits<std::int64_t>::min(), 4, 5, 6, 7, 8, 9}, 100, false);
    check(std::int8_t{}, {0, 1, 2, 3, 4, 5, 6, 7, -8}, 7, false);
}
