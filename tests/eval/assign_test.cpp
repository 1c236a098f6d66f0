// SPDX-License-Identifier: BSD-3-Clause
// Expressions over random layouts against naive loops over index lists.
#include "support/catch.hpp"
#include "support/layouts.hpp"


using namespace layouts;
using strand::ndview;

namespace {

shape_t any_shape(std::mt19937& random) { return random_shape(random); }
/// Few elements in the last axes, below many, or planes of short rows: what is walked as joined axes.
shape_t stack_of_small(std::mt19937& random) {
    shape_t shape{pick(random, 1, 90), pick(random, 1, 5), pick(random, 1, 5)};
    if (pick(random, 0, 3) == 0) shape[1] = pick(random, 6, 60);
    if (pick(random, 0, 2) == 0) shape.push_back(pick(random, 1, 3));
    return shape;
}

/// out = a * b + c with everything laid out at random; `compute` is the same on scalars.
template <class Out, class A, class B, class C, class Build, class Compute>
void check_layouts(unsigned seed, int cases, Build build, Compute compute, shape_t make_shape(std::mt19937&) = any_shape) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const shape_t shape = make_shape(random);
        placed<A> a(random, shape, true);
        placed<B> b(random, shape, true);
        placed<C> c(random, shape, true);
        placed<Out> out(random, shape, false);
        for (auto& byte : a.memory) byte = 0;
        for (auto& byte : b.memory) byte = 0;
        for (auto& byte : c.memory) byte = 0;
        for (auto& byte : out.memory) byte = 0x5a;
        fill_randomly<A>(random, a.view());
        fill_randomly<B>(random, b.view());
        fill_randomly<C>(random, c.view());
        // What must be in the destination's memory afterwards, byte for byte, gaps included.
        auto expected = out.memory;
        ndview<Out> place(reinterpret_cast<Out*>(expected.data() + (reinterpret_cast<unsigned char*>(out.data()) - out.memory.data())),
                          out.shape, out.strides);
        for_each_index(shape, [&](const shape_t& index) {
            element_at(place, index) = compute(element_at(a.view(), index), element_at(b.view(), index), element_at(c.view(), index));
        });
        out.view() = build(a.view(), b.view(), c.view());
        CAPTURE(seed, n, strand::to_string(shape), strand::to_string(out.strides), strand::to_string(a.shape),
                strand::to_string(a.strides), strand::to_string(b.shape), strand::to_string(b.strides),
                strand::to_string(c.shape), strand::to_string(c.strides));
        REQUIRE(out.memory == expected);
    }
}

constexpr auto product_sum = [](const auto& a, const auto& b, const auto& c) { return a * b + c; };

}  // namespace

TEST_CASE("float64 expressions are right for every layout of operands and destination", "[eval]") {
    check_layouts<double, double, double, double>(1, 1500, product_sum, [](double a, double b, double c) { return a * b + c; });
}
TEST_CASE("stacks of small matrices are right for every layout", "[eval]") {
    check_layouts<double, double, double, double>(
        12, 1500, product_sum, [](double a, double b, double c) { return a * b + c; }, stack_of_small);
}
TEST_CASE("float32 expressions are right for every layout", "[eval]") {
    check_layouts<float, float, float, float>(2, 1000, product_sum, [](float a, float b, float c) { return a * b + c; });
}
TEST_CASE("int8 expressions wrap for every layout", "[eval]") {
    using I = std::int8_t;
    check_layouts<I, I, I, I>(3, 1000, product_sum, [](I a, I b, I c) { return static_cast<I>(static_cast<I>(a * b) + c); });
}
TEST_CASE("uint16 expressions wrap for every layout", "[eval]") {
    using U = std::uint16_t;
    check_layouts<U, U, U, U>(4, 800, product_sum, [](U a, U b, U c) { return static_cast<U>(static_cast<U>(unsigned(a) * b) + c); });
}
TEST_CASE("complex128 expressions are right for every layout", "[eval]") {
    using Z = std::complex<double>;
    check_layouts<Z, Z, Z, Z>(5, 800, product_sum, [](Z a, Z b, Z c) {
        return Z(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()) + c;
    });
}
TEST_CASE("operands of different types meet in the promoted type for every layout", "[eval]") {
    check_layouts<double, std::int8_t, float, std::int32_t>(
        6, 800, product_sum, [](std::int8_t a, float b, std::int32_t c) { return double(float(a) * b) + double(c); });
    check_layouts<float, std::uint8_t, float, bool>(
        7, 800, [](const auto& a, const auto& b, const auto& c) { return strand::where(c, a, b); },
        [](std::uint8_t a, float b, bool c) { return c ? float(a) : b; });
    check_layouts<std::complex<float>, std::int16_t, std::complex<float>, float>(
        8, 500, product_sum, [](std::int16_t a, std::complex<float> b, float c) {
            return std::complex<float>(float(a) * b.real() - 0.0f * b.imag() + c, float(a) * b.imag() + 0.0f * b.real() + 0.0f);
        });
}
TEST_CASE("comparisons give bools for every layout", "[eval]") {
    check_layouts<bool, double, double, float>(
        9, 800, [](const auto& a, const auto& b, const auto& c) { return (a < b) | (c >= a); },
        [](double a, double b, float c) { return a < b || double(c) >= a; });
    check_layouts<bool, std::int8_t, std::int64_t, bool>(
        10, 800, [](const auto& a, const auto& b, const auto& c) { return ((a == b) ^ c) & !(a > b); },
        [](std::int8_t a, std::int64_t b, bool c) { return ((a == b) != c) && !(a > b); });
}

namespace {

/// A random view of a given shape inside a block of memory, which others may overlap.
template <class T>
ndview<T> random_window(std::mt19937& random, std::vector<T>& memory, const shape_t& shape) {
    while (true) {
        shape_t strides(shape.size(), 0);
        index_t step = 1, low = 0, high = 0;
        std::vector<index_t> order;
        for (index_t axis = 0; axis < shape.size(); ++axis) order.push_back(axis);
        if (pick(random, 0, 1) == 1) std::shuffle(order.begin(), order.end(), random);
        for (std::size_t k = order.size(); k-- > 0;) {
            const index_t axis = order[k];
            step *= pick(random, 1, 6) == 1 ? 2 : 1;
            strides[axis] = pick(random, 0, 5) == 0 ? -step : step;
            step *= shape[axis] + (pick(random, 0, 3) == 0 ? 1 : 0);
            const index_t reach = (shape[axis] - 1) * strides[axis];
            (reach < 0 ? low : high) += reach;
        }
        const index_t room = static_cast<index_t>(memory.size()) - (high - low + 1);
        if (room < 0) continue;
        return {memory.data() + pick(random, 0, room < 12 ? room : 12) - low, shape, strides};
    }
}

}  // namespace

TEST_CASE("operands that overlap the destination are read as if the result were computed first", "[eval]") {
    std::mt19937 random(11);
    for (int n = 0; n < 4000; ++n) {
        shape_t shape;
        const index_t rank = pick(random, 1, 3);
        for (index_t axis = 0; axis < rank; ++axis) shape.push_back(pick(random, 1, rank == 1 ? 60 : 12));
        std::vector<double> memory(static_cast<std::size_t>(strand::detail::element_count(shape)) * 9 + 40);
        for (double& value : memory) value = random_value<double>(random);
        const auto out = random_window(random, memory, shape), a = random_window(random, memory, shape);
        const auto b = pick(random, 0, 2) == 0 ? out : random_window(random, memory, shape);
        std::vector<double> expected = memory, values;
        for_each_index(shape, [&](const shape_t& index) { values.push_back(element_at(a, index) - 2 * element_at(b, index)); });
        std::size_t next = 0;
        for_each_index(shape, [&](const shape_t& index) {
            expected[static_cast<std::size_t>(&element_at(out, index) - memory.data())] = values[next++];
        });
        CAPTURE(n, strand::to_string(shape), strand::to_string(out.strides()), strand::to_string(a.strides()), strand::to_string(b.strides()));
        out = a - 2 * b;
        REQUIRE(memory == expected);
    }
}

/// to = a * 2 - b on views of one axis inside one piece of memory, against a loop over copies.
template <class T, class B>
void check_rows_in_steps(index_t n) {
    const index_t steps[] = {1, -1, 2, 3};
    std::vector<T> memory(static_cast<std::size_t>(7 * n + 8));
    std::vector<B> other(static_cast<std::size_t>(4 * n + 8));
    const auto part = [n](auto& all, index_t first, index_t step) {
        using Element = std::remove_reference_t<decltype(all[0])>;
        return ndview<Element, 1>(all.data() + first + (step < 0 ? n - 1 : 0), strand::extents<1>({n}), strand::extents<1>({step}));
    };
    for (const index_t a_step : steps) {
        for (const index_t b_step : steps) {
            for (const index_t to : {index_t{0}, index_t{1}, n, 3 * n + 4, 2 * n, 3 * n + 5, n + 1, 3 * n + 6}) {
                // The first four places in steps of 1.
                const index_t to_step = to == 2 * n ? -1 : to == 3 * n + 5 ? 2 : to == n + 1 ? a_step : to == 3 * n + 6 ? 3 : 1;
                const index_t to_first = to_step < 0 ? to - n + 1 : to;
                for (std::size_t k = 0; k < memory.size(); ++k) memory[k] = static_cast<T>(k % 50);
                for (std::size_t k = 0; k < other.size(); ++k) other[k] = static_cast<B>(3 * k % 40);
                auto expected = memory;
                const index_t a_first = a_step < 0 ? n - 1 : 0, b_first = b_step < 0 ? n : 1;
                for (index_t k = 0; k < n; ++k) {
                    const auto at = [](index_t place) { return static_cast<std::size_t>(place); };
                    expected[at(to + k * to_step)] = static_cast<T>(memory[at(a_first + k * a_step)] * 2 - static_cast<T>(other[at(b_first + k * b_step)]));
                }
                part(memory, to_first, to_step) = part(memory, 0, a_step) * T(2) - strand::astype<T>(part(other, 1, b_step));
                CAPTURE(n, a_step, b_step, to, to_step);
                REQUIRE(memory == expected);
            }
        }
    }
}

TEST_CASE("rows in steps of 1, -1, 2 and others are right, also inside the destination", "[eval]") {
    for (const index_t n : {1, 2, 7, 8, 9, 19, 35}) {
        check_rows_in_steps<double, double>(n);
        check_rows_in_steps<float, float>(n);
        check_rows_in_steps<double, float>(n);
        check_rows_in_steps<std::int16_t, std::int16_t>(n);
    }
    check_rows_in_steps<float, float>(230);
    check_rows_in_steps<std::uint8_t, std::uint8_t>(230);
    check_rows_in_steps<double, float>(1100);
    using strand::range;
    strand::ndarray<double, 1> a = strand::zeros<double>({40}), none_of_it = a(range(0, 0)) + a(range(0, 0, -1));
    CHECK(none_of_it.size() == 0);
    a = strand::arange(40.0);
    a = a(range(strand::none, strand::none, -1)) - a;
    for (index_t k = 0; k < 40; ++k) REQUIRE(a(k) == 39.0 - 2.0 * static_cast<double>(k));
}

TEST_CASE("a number fills, and an array of any rank becomes it", "[eval]") {
    auto a = strand::empty<float>({3, 5});
    a = strand::zeros<float>({3, 5});
    a(strand::all, strand::range(1, 3)) = 2;
    CHECK(strand::sum(a) == 12);
    strand::ndarray<double> b = strand::ones<double>(shape_t{2, 3});
    b = strand::scalar(4.0);
    CHECK(b.ndim() == 0);
    CHECK(b.item() == 4.0);
}

TEST_CASE("only operands that the destination disturbs are copied", "[eval]") {
    using namespace strand;
    ndarray<double, 1> a = arange<double>(20);
    const auto copies = [](const std::string& text) {
        const auto at = text.find("temporary  ") + 11;
        return text.substr(at, text.find('\n', at) - at);
    };
    CHECK(copies(explain(a(range(none, none, 2)), a(range(1, none, 2)) + 0)) == "none");
    CHECK(copies(explain(a, a + 1)) == "none");
    CHECK(copies(explain(a(range(1, none)), a(range(1, none)) + a(range(none, -1)))) == "a copy of 1 operand, which overlaps the result");
    ndarray<double, 2> m = reshape(arange<double>(16), {4, 4});
    CHECK(copies(explain(m, m.T() + m)) == "a copy of 1 operand, which overlaps the result");
    CHECK(copies(explain(m(strand::all, range(0, 2)), m(strand::all, range(2, 4)) * 2)) == "none");
    CHECK(copies(explain(m(0, strand::all), m(1, strand::all) + m(2, strand::all))) == "none");
}

TEST_CASE("results that are read by later parts of themselves are computed aside", "[eval]") {
    using namespace strand;
    const auto check = [](const auto& place, const auto& x) {  // `place` and `x` look at the same array
        const auto expected = copy(x);
        place = x;
        return strand::all(place == expected);
    };
    ndarray<double, 2> a = reshape(arange<double>(30000), {150, 200});
    const auto part = [](auto& of, index_t r, index_t c) { return of(range(r, r + 140), range(c, c + 190)); };
    for (const index_t r : {0, 4, 10}) {
        for (const index_t c : {0, 5, 10}) {
            CAPTURE(r, c);
            CHECK(check(part(a, 4, 5), part(a, r, c) * 0.5 + part(a, 4, 5)));
            CHECK(check(part(a, 4, 5), part(a, r, c) - part(a, 10 - r, 10 - c)));
            CHECK(check(part(a, 4, 5).T(), part(a, r, c).T() - part(a, 10 - r, 10 - c).T() + a(0, range(140)) + a.T()(range(190), range(1, 2))));
        }
    }
    CHECK(check(part(a, 4, 5), flip(part(a, 3, 5)) - part(a, 5, 5)));
    CHECK(check(part(a, 4, 5), part(a, 3, 4) - a(range(1), range(190))));
    CHECK(check(flip(part(a, 4, 5)), flip(part(a, 3, 5)) - flip(part(a, 5, 5))));
    ndarray<float, 1> line = arange<float>(40000);
    for (const index_t by : {1, 900, 20000, 35000}) {
        CAPTURE(by);
        CHECK(check(line(range(by, none)), line(range(by, none)) - line(range(none, -by)) * 0.5F));
        CHECK(check(line(range(none, -by)), line(range(by, none)) - line(range(none, -by))));
    }
    CHECK(check(line(range(2, none)), line(range(1, -1)) - line(range(none, -2))));
    const auto text = explain(line(range(2, none)), line(range(1, -1)) - line(range(none, -2)));
    CHECK(text.find("temporary  slabs of the result, which overlaps 2 operands\n") != std::string::npos);
    CHECK(explain(a(all, 0), a(all, 1) + a(0, 0)).find("temporary  none") != std::string::npos);
}

TEST_CASE("an expression that does not fit throws and writes nothing", "[eval]") {
    using namespace strand;
    ndarray<double> a = zeros({2, 3});
    auto view = a.view();
    CHECK_THROWS_WITH(view = ones(shape_t{4}), "an expression of shape (4,) does not fit into shape (2, 3)");
    CHECK_THROWS_WITH(view = ones(shape_t{5, 2, 3}), "an expression of shape (5, 2, 3) does not fit into shape (2, 3)");
    CHECK_THROWS_AS(a += ones(shape_t{2, 2, 3}), shape_error);
    CHECK_THROWS_AS(view(range(0, 1)) = ones(shape_t{4, 3}), shape_error);
    CHECK(strand::all(a == 0));
}

TEST_CASE("an array takes the shape of what it is given", "[eval]") {
    using namespace strand;
    const ndarray<double> row = ones({1, 3}), column = ones({2, 1});
    for (const shape_t& before : {shape_t{2, 3}, shape_t{2, 1}, shape_t{5, 3}, shape_t{1, 2, 3}, shape_t{3}, shape_t{0}}) {
        ndarray<double> a = zeros(before), b = zeros(before);
        a = row + column;
        CHECK(a.shape() == shape_t{2, 3});
        CHECK(strand::all(a == 2));
        b = row + row;
        CHECK(b.shape() == shape_t{1, 3});
        CHECK(strand::all(b == 2));
    }
}

TEST_CASE("short rows are right in large destinations, and with more operands than tiles hold", "[eval]") {
    using namespace strand;
    const index_t points = 1'500'001;  // more bytes than are kept in caches, the last block no whole cache line
    ndarray<float, 2> out = zeros<float>({points, 3});
    const ndarray<float, 2> three = reshape(arange<float>(3), {1, 3}), column = reshape(arange<float>(points), {points, 1});
    out = column * 2.0F + three;
    index_t wrong = 0;
    for (index_t r = 0; r < points; r += r < 2000 || r > points - 2000 ? 1 : 997) {
        for (index_t c = 0; c < 3; ++c) wrong += out(r, c) != column(r, 0) * 2.0F + three(0, c);
    }
    CHECK(wrong == 0);
    const ndarray<double, 2> a = ones({30, 200});
    const ndarray<double, 1> b = arange<double>(200);
    const ndarray<bool, 2> found = a + b + b + b + b + b + b + b + b + b == b * 9.0 + 1;
    CHECK(strand::all(found));
}
