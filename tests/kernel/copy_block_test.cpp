// SPDX-License-Identifier: BSD-3-Clause
// Copies of blocks between all kinds of steps, for every element size, with the bytes around them guarded.
#include "support/catch.hpp"
#include "support/layouts.hpp"

using namespace layouts;
using strand::kernel::block_place;
using strand::kernel::copy_block;

namespace {

/// Steps, in elements, at which rows and columns do not meet, and the memory they need.
struct steps {
    index_t row, column, low, size;
};
steps make_steps(int kind, index_t rows, index_t columns, int sign) {
    const index_t pad = kind % 2;
    index_t row = 0, column = 0;
    switch (kind / 2) {
        case 0: column = 1, row = columns + pad; break;      // dense rows
        case 1: row = 1, column = rows + pad; break;         // dense columns
        case 2: column = 2, row = 2 * columns + pad; break;  // steps of 2, 3, 4
        case 3: column = 4, row = 4 * columns + pad; break;
        default: column = 3, row = 3 * columns + pad; break;
    }
    if (sign & 1) column = -column;
    if (sign & 2) row = -row;
    const index_t across = (columns - 1) * column, down = (rows - 1) * row;
    const index_t low = (across < 0 ? across : 0) + (down < 0 ? down : 0);
    const index_t high = (across > 0 ? across : 0) + (down > 0 ? down : 0);
    return {row, column, low, high - low + 1};
}

}  // namespace

TEST_CASE("blocks are copied exactly, whatever the steps on both sides", "[kernel]") {
    std::mt19937 random(3);
    const index_t itemsize = GENERATE(1, 2, 4, 8, 16);
    const index_t counts[] = {1, 2, 3, 7, 8, 16, 17, 33};
    for (const index_t rows : counts) {
        for (const index_t columns : counts) {
            for (int to_kind = 0; to_kind < 10; ++to_kind) {
                for (int from_kind = 0; from_kind < 10; ++from_kind) {
                    const steps to = make_steps(to_kind, rows, columns, (to_kind + from_kind) % 4);
                    const steps from = make_steps(from_kind, rows, columns, static_cast<int>(rows + columns) % 4);
                    // Exactly as large as needed: the sanitizer sees a byte too many.
                    std::vector<char> source(static_cast<std::size_t>(from.size * itemsize));
                    for (char& byte : source) byte = static_cast<char>(random());
                    std::vector<char> target(static_cast<std::size_t>(to.size * itemsize), 'g'), expected = target;
                    const auto at = [&](const steps& s, index_t r, index_t c) {
                        return static_cast<std::size_t>((r * s.row + c * s.column - s.low) * itemsize);
                    };
                    for (index_t r = 0; r < rows; ++r) {
                        for (index_t c = 0; c < columns; ++c) {
                            std::memcpy(&expected[at(to, r, c)], &source[at(from, r, c)], static_cast<std::size_t>(itemsize));
                        }
                    }
                    copy_block({&target[at(to, 0, 0)], to.row * itemsize, to.column * itemsize},
                               {&source[at(from, 0, 0)], from.row * itemsize, from.column * itemsize}, rows, columns, itemsize);
                    if (target == expected) continue;
                    CAPTURE(itemsize, rows, columns, to_kind, from_kind);
                    REQUIRE(target == expected);
                }
            }
        }
    }
}

TEST_CASE("thin blocks longer than a stretch are copied whole", "[kernel]") {
    const index_t long_side = 2 * strand::kernel::detail::shared_stretch + 5;
    std::vector<int> source(static_cast<std::size_t>(9 * long_side));
    for (std::size_t i = 0; i < source.size(); ++i) source[i] = static_cast<int>(i);
    for (const index_t thin : {2, 3, 4, 5}) {
        for (const bool to_rows : {true, false}) {
            std::vector<int> target(static_cast<std::size_t>(thin * long_side), -1), expected = target;
            const index_t rows = to_rows ? thin : long_side, columns = to_rows ? long_side : thin;
            // One element in `thin`, side by side with the others, to rows of one kind each, and back.
            for (index_t i = 0; i < rows * columns; ++i) {
                expected[static_cast<std::size_t>(i)] = source[static_cast<std::size_t>(i % columns * rows + i / columns)];
            }
            copy_block({reinterpret_cast<char*>(target.data()), columns * 4, 4}, {reinterpret_cast<char*>(source.data()), 4, rows * 4},
                       rows, columns, 4);
            CAPTURE(thin, to_rows);
            REQUIRE(target == expected);
        }
    }
}

TEST_CASE("a step of 0 repeats an element", "[kernel]") {
    const int value[] = {7};
    int out[10] = {};
    copy_block({reinterpret_cast<char*>(out), 20, 4}, {const_cast<char*>(reinterpret_cast<const char*>(value)), 0, 0}, 2, 5, 4);
    for (const int x : out) CHECK(x == 7);
}

TEST_CASE("rows are repeated and columns are stretched into dense blocks", "[kernel]") {
    const index_t itemsize = GENERATE(1, 2, 4, 8, 16);
    const auto size = static_cast<std::size_t>(itemsize);
    for (const index_t rows : {1, 2, 3, 7, 16, 17, 65, 130}) {
        for (const index_t columns : {1, 2, 3, 4, 5, 9, 16, 37, 70}) {
            std::vector<char> source(static_cast<std::size_t>((rows > columns ? rows : columns) * itemsize));
            for (std::size_t i = 0; i < source.size(); ++i) source[i] = static_cast<char>(i * 7 + 1);
            for (const bool by_row : {true, false}) {
                std::vector<char> target(static_cast<std::size_t>(rows * columns * itemsize), 'g'), expected = target;
                for (index_t r = 0; r < rows; ++r) {
                    for (index_t c = 0; c < columns; ++c) {
                        std::memcpy(&expected[static_cast<std::size_t>((r * columns + c) * itemsize)],
                                    &source[static_cast<std::size_t>((by_row ? c : r) * itemsize)], size);
                    }
                }
                copy_block({target.data(), columns * itemsize, itemsize},
                           {source.data(), by_row ? 0 : itemsize, by_row ? itemsize : 0}, rows, columns, itemsize);
                CAPTURE(itemsize, rows, columns, by_row);
                REQUIRE(target == expected);
            }
        }
    }
}

TEST_CASE("short rows side by side are turned around", "[kernel]") {
    const index_t itemsize = GENERATE(1, 2, 4, 8, 16);
    for (const index_t rows : {2, 3, 5, 6, 11, 22, 43, 65, 130}) {
        for (const index_t columns : {2, 3, 4, 5}) {
            // Exactly as large as needed, for the sanitizer.
            std::vector<char> source(static_cast<std::size_t>(rows * columns * itemsize));
            for (std::size_t i = 0; i < source.size(); ++i) source[i] = static_cast<char>(i * 7 + 1);
            std::vector<char> target(source.size(), 'g'), expected = target;
            for (index_t r = 0; r < rows; ++r) {
                for (index_t c = 0; c < columns; ++c) {
                    std::memcpy(&expected[static_cast<std::size_t>((r * columns + c) * itemsize)],
                                &source[static_cast<std::size_t>((r * columns + columns - 1 - c) * itemsize)],
                                static_cast<std::size_t>(itemsize));
                }
            }
            copy_block({target.data(), columns * itemsize, itemsize},
                       {source.data() + (columns - 1) * itemsize, columns * itemsize, -itemsize}, rows, columns, itemsize);
            CAPTURE(itemsize, rows, columns);
            REQUIRE(target == expected);
        }
    }
}
