// SPDX-License-Identifier: BSD-3-Clause
// Reductions over random axes of expressions over random layouts, against naive loops.
#include "support/catch.hpp"
#include "support/layouts.hpp"

using namespace layouts;

namespace {

/// The value that reducing gives for every index list of the kept axes.
template <class R, class View, class Start, class Combine>
std::vector<R> naive_fold(const View& a, const shape_t& shape, const shape_t& folded, Start start, Combine combine) {
    shape_t kept;
    for (index_t axis = 0; axis < shape.size(); ++axis) kept.push_back(folded[axis] ? 1 : shape[axis]);
    std::vector<R> values;
    for_each_index(kept, [&](const shape_t& base) {
        shape_t inner;
        for (index_t axis = 0; axis < shape.size(); ++axis) inner.push_back(folded[axis] ? shape[axis] : 1);
        R value = start;
        for_each_index(inner, [&](const shape_t& offset) {
            shape_t index = base;
            for (index_t axis = 0; axis < shape.size(); ++axis) index[axis] += offset[axis];
            value = combine(value, a(index));
        });
        values.push_back(value);
    });
    return values;
}

template <class T, class R, class Reduce, class Combine>
void check_folds(unsigned seed, int cases, Reduce reduce, R start, Combine combine) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const shape_t shape = n % 3 == 0 ? random_stack(random) : random_shape(random, 4, 2000);
        placed<T> a(random, shape, true);
        placed<T> b(random, shape, true);
        for (auto& byte : a.memory) byte = 0;
        for (auto& byte : b.memory) byte = 0;
        fill_randomly<T>(random, a.view());
        fill_randomly<T>(random, b.view());
        const shape_t whole = strand::broadcast_shapes(a.shape, b.shape);
        shape_t folded(whole.size(), 0);
        std::vector<int> axes;
        for (index_t axis = 0; axis < whole.size(); ++axis) {
            if (pick(random, 0, 1) == 0) continue;
            folded[axis] = 1;
            axes.push_back(static_cast<int>(pick(random, 0, 1) == 0 ? axis : axis - whole.size()));
        }
        const auto expected = naive_fold<R>(
            [&](const shape_t& index) { return element_at(a.view(), index) + element_at(b.view(), index); }, whole, folded, start, combine);
        const bool keep = pick(random, 0, 1) == 1;
        const auto result = reduce(a.view() + b.view(), axes, keep);
        shape_t result_shape;
        for (index_t axis = 0; axis < whole.size(); ++axis) {
            if (!folded[axis]) result_shape.push_back(whole[axis]);
            else if (keep) result_shape.push_back(1);
        }
        CAPTURE(seed, n, strand::to_string(whole), strand::to_string(folded), strand::to_string(a.shape), strand::to_string(a.strides),
                strand::to_string(b.shape), strand::to_string(b.strides));
        REQUIRE(shape_t(result.shape()) == result_shape);
        REQUIRE(result.to_vector() == expected);
    }
}

}  // namespace

TEST_CASE("sums over any axes of any layout are right", "[eval]") {
    // Quarters add up without rounding.
    check_folds<double, double>(1, 700, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, 0.0,
                                [](double total, double x) { return total + x; });
    check_folds<float, float>(2, 400, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, 0.0f,
                              [](float total, float x) { return total + x; });
    check_folds<std::int16_t, std::int64_t>(
        3, 400, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, std::int64_t{0},
        [](std::int64_t total, int x) { return total + static_cast<std::int16_t>(x); });
}
TEST_CASE("extrema over any axes of any layout are right", "[eval]") {
    // Of nothing there is no largest: the oracle's start value stands for it.
    const auto largest = [](const auto& e, const auto& axes, bool keep) {
        strand::ndarray<float> result = strand::sum(e * 0, axes, keep) - 1000;
        bool empty = false;
        for (const index_t extent : strand::shape_t(e.shape())) empty |= extent == 0;
        if (!empty) result = strand::maximum(strand::max(e, axes, keep), -1000);
        return result;
    };
    check_folds<float, float>(4, 500, largest, -1000.0f, [](float m, float x) { return x > m ? x : m; });
    const auto smallest = [&](const auto& e, const auto& axes, bool keep) { return strand::ndarray<float>(-largest(-e, axes, keep)); };
    check_folds<float, float>(5, 300, smallest, 1000.0f, [](float m, float x) { return x < m ? x : m; });
}
TEST_CASE("all and any over any axes of any layout are right", "[eval]") {
    check_folds<std::int32_t, bool>(5, 300, [](const auto& e, const auto& axes, bool keep) { return strand::all(e > -150, axes, keep); }, true,
                                    [](bool all, int x) { return all && x > -150; });
    check_folds<double, bool>(6, 300, [](const auto& e, const auto& axes, bool keep) { return strand::any(e > 190.0, axes, keep); }, false,
                              [](bool any, double x) { return any || x > 190; });
}
TEST_CASE("products wrap like the integers they are made of", "[eval]") {
    check_folds<std::uint8_t, std::uint64_t>(
        7, 300, [](const auto& e, const auto& axes, bool keep) { return strand::prod(e, axes, keep); }, std::uint64_t{1},
        [](std::uint64_t total, int x) { return total * static_cast<std::uint8_t>(x); });
}

TEST_CASE("the sum of ones is their number for every axis and layout", "[eval]") {
    using namespace strand;
    const index_t n = 20000000;
    const ndarray<float, 1> a = ones<float>(n);
    CHECK(sum(a) == 2e7f);
    CHECK(sum(a(range(none, none, -1))) == 2e7f);
    const auto pairs = reshape(a, {n / 2, 2});
    CHECK(sum(pairs, 0)(1) == 1e7f);
    CHECK(sum(pairs.T(), 1)(0) == 1e7f);
    CHECK(sum(reshape(a, {2, n / 2}), 1)(1) == 1e7f);
    CHECK(sum(broadcast_to(ones<float>({1}), {n})) == 2e7f);
}

TEST_CASE("the error of a sum stays within 4 log2(n) eps and 40 eps", "[eval]") {
    using namespace strand;
    std::mt19937 random(8);
    for (const index_t n : {3, 10, 33, 100, 300, 1000, 5000, 100000}) {
        ndarray<float, 2> a(extents<2>({n, 3}));
        // Of both signs and every size: the sum is far below the magnitudes.
        for (float& x : a) x = std::ldexp(std::uniform_real_distribution<float>(-1, 1)(random), static_cast<int>(random() % 40));
        const double bound = std::min(40.0, 4 * std::log2(static_cast<double>(n))) * std::numeric_limits<float>::epsilon();
        const ndarray<float, 2> turned = a.T(), twice = repeat(a, 2, 0);
        const ndarray<float, 1> down = sum(a, 0), along = sum(turned, 1), back = sum(twice(range(none, none, -2)), 0);
        for (index_t k = 0; k < 3; ++k) {
            double magnitude = 0;
            long double reference = 0;  // rounds 2^-40 of what the bound allows
            for (index_t i = 0; i < n; ++i) reference += a(i, k), magnitude += std::fabs(static_cast<double>(a(i, k)));
            const double exact = static_cast<double>(reference);
            CAPTURE(n, k);
            CHECK(std::fabs(down(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(along(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(back(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(sum(a(all, k)) - exact) <= bound * magnitude);
            CHECK(std::fabs(sum(turned[k]) - exact) <= bound * magnitude);
            CHECK(std::fabs(mean(turned[k]) * static_cast<double>(n) - exact) <= (bound + 1e-7) * magnitude);
        }
    }
}

TEST_CASE("short rows and short columns, with NaN and without", "[eval]") {
    using namespace strand;
    for (const index_t columns : {1, 2, 3, 7, 8, 10, 16, 17, 40, 64}) {
        for (const index_t rows : {15, 16, 130, 2000}) {
            ndarray<float, 2> a(extents<2>({rows, columns}));
            for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<float>((i * 7919) % 1009) - 500;
            a(rows / 2, columns / 2) = std::numeric_limits<float>::quiet_NaN();
            const ndarray<float, 1> across = sum(a, 1), largest = max(a, 1), down = sum(a, 0), least = min(a, 0);
            index_t wrong = 0;
            const auto differ = [](float x, float y) { return x == x ? x != y : y == y; };
            for (index_t r = 0; r < rows; ++r) {
                float total = 0, most = a(r, 0);
                for (index_t c = 0; c < columns; ++c) total += a(r, c), most = a(r, c) > most || a(r, c) != a(r, c) ? a(r, c) : most;
                wrong += differ(across(r), total) + differ(largest(r), most);
            }
            for (index_t c = 0; c < columns; ++c) {
                float total = 0, smallest = a(0, c);
                for (index_t r = 0; r < rows; ++r) total += a(r, c), smallest = a(r, c) < smallest || a(r, c) != a(r, c) ? a(r, c) : smallest;
                wrong += differ(down(c), total) + differ(least(c), smallest);
            }
            CAPTURE(rows, columns);
            CHECK(wrong == 0);
        }
    }
}

TEST_CASE("rows of every second element, backwards, and both with dense ones", "[eval]") {
    using namespace strand;
    for (const index_t n : {0, 1, 2, 7, 8, 9, 16, 17, 33, 300, 2000}) {
        ndarray<float, 1> a(extents<1>({2 * n + 1})), b(extents<1>({n}));
        for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<float>((i * 7919) % 1009) - 500;
        for (index_t i = 0; i < n; ++i) b(i) = static_cast<float>((i * 31) % 17);
        float second = 0, back = 0, most = -1e9f;
        for (index_t i = 0; i < n; ++i) {
            second += a(2 * i + 1);
            back += (a(2 * i) - b(n - 1 - i)) * b(i);
            most = std::max(most, a(2 * i) + b(n - 1 - i));
        }
        const auto even = a(range(0, 2 * n, 2)), odd = a(range(1, none, 2));
        const auto turned = b(range(none, none, -1));
        CAPTURE(n);
        CHECK(sum(odd) == second);
        CHECK(sum((even - turned) * b) == back);
        if (n > 0) CHECK(max(even + turned) == most);
    }
}

TEST_CASE("a row beside every second column of a matrix is folded as it lies", "[eval]") {
    using namespace strand;
    const ndarray<double, 2> a = reshape(arange<double>(20000), {1000, 20});
    const ndarray<double, 1> b = arange<double>(20);
    const auto columns = a(range(none, none, -1), range(none, none, 2));
    const auto row = b(range(none, none, 2));
    const ndarray<double, 1> products = sum(columns * row, 0), turned = sum(row * columns, 0), largest = max(columns - row, 0);
    for (index_t j = 0; j < 10; ++j) {
        // Of 2j + 20 i over i below 1000.
        CHECK(products(j) == 2.0 * static_cast<double>(j) * (2000.0 * static_cast<double>(j) + 20 * 499500.0));
        CHECK(turned(j) == products(j));
        CHECK(largest(j) == 19980);
    }
}
