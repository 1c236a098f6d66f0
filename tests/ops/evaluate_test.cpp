// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

// eval passes arrays through, everything else becomes an array of the same rank; copy always copies.
using vector = ndarray<int, 1>;
static_assert(std::same_as<decltype(eval(std::declval<vector&>())), const vector&>);
static_assert(std::same_as<decltype(eval(std::declval<const vector&>())), const vector&>);
static_assert(std::same_as<decltype(eval(std::declval<vector>())), vector>);
static_assert(std::same_as<decltype(eval(std::declval<ndview<const int, 1>>())), vector>);
static_assert(std::same_as<decltype(eval(std::declval<vector&>() * 1.5)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(eval(scalar(1.5f))), ndarray<float, 0>>);
static_assert(std::same_as<decltype(copy(std::declval<vector&>())), vector>);

namespace {
template <class Out, class E>
concept can_go_into = requires(Out&& out, E e) { into(std::forward<Out>(out), e); };
template <class Out, class E, class Mask>
concept can_go_into_where = requires(Out&& out, E e, Mask mask) { into(std::forward<Out>(out), e, mask); };
template <class To, class From>
concept can_become = requires(From e) { astype<To>(e); };
}  // namespace
static_assert(can_go_into<vector&, int> && can_go_into<ndview<int>, vector> && !can_go_into<vector&, double>);
static_assert(!can_go_into<const vector&, int> && !can_go_into<vector, int> && !can_go_into<ndview<const int>, int>);
static_assert(can_go_into_where<vector&, int, ndarray<bool>> && !can_go_into_where<vector&, int, ndarray<int>>);
static_assert(!can_go_into_where<vector&, ndarray<double>, ndarray<bool>>);
static_assert(can_become<bool, ndarray<double>> && can_become<long long, ndarray<bool>> && !can_become<void*, vector>);

TEST_CASE("eval computes what is lazy and passes arrays through", "[ops]") {
    ndarray<int> a{1, 2, 3};
    const auto sum = eval(a + 1);
    a(0) = 100;
    CHECK(difference(sum, {3}, {2, 3, 4}) == "");
    CHECK(eval(a).data() == a.data());
    const int* const memory = a.data();
    const ndarray<int> taken = eval(std::move(a));
    CHECK(taken.data() == memory);
    const auto part = eval(taken(range(none, none, -1)));
    CHECK(part.is_contiguous());
    CHECK(difference(part, {3}, {3, 2, 100}) == "");
}

TEST_CASE("a copy has memory of its own in C order", "[ops]") {
    const ndarray<int> a{{1, 2}, {3, 4}};
    CHECK(copy(a).data() != a.data());
    const auto t = copy(a.T());
    CHECK(t.strides() == shape_t{2, 1});
    CHECK(difference(t, {2, 2}, {1, 3, 2, 4}) == "");
    ndarray<int> f({2, 2}, column_major);
    f.view() = a;
    CHECK(copy(f).strides() == shape_t{2, 1});
    CHECK(difference(copy(f), a) == "");
    CHECK(copy(ones<int>(shape_t{})).ndim() == 0);
}

TEST_CASE("what stands in brackets behind an expression selects from its value", "[ops]") {
    const ndarray a{{1, 2, 3}, {4, 5, 6}};
    static_assert(std::same_as<decltype((a + a)(1, 2)), int>);
    static_assert(std::same_as<decltype((a + a)[0]), ndarray<int, 1>>);
    static_assert(!std::invocable<decltype(a + a)> && !std::invocable<decltype(a + a), const char*>);
    CHECK((a + a)(1, 2) == 12);
    CHECK((a + a)[0][1] == 4);
    CHECK(difference((a + a)(all, range(1, none)), {2, 2}, {4, 6, 10, 12}) == "");
    CHECK(difference((a + a)(a > 4), {2}, {10, 12}) == "");
    CHECK(difference((a + a).T(), {3, 2}, {2, 8, 4, 10, 6, 12}) == "");
    CHECK(difference((a > 4).astype<float>(), {2, 3}, {0, 0, 0, 0, 1, 1}) == "");
    CHECK((a + a)[0](range(1)).item() == 2);
    CHECK_THROWS_AS((a + a).item(), value_error);
    CHECK_THROWS_AS((a + a)[2], index_error);
}

TEST_CASE("into computes into existing memory", "[ops]") {
    const ndarray<double> a{1, 2, 3}, b{10, 20, 30};
    ndarray<double> out(shape_t{2, 3});
    const double* const memory = out.data();
    into(out, a + b);
    CHECK(out.data() == memory);
    CHECK(difference(out, {2, 3}, {11, 22, 33, 11, 22, 33}) == "");
    into(out(all, range(none, none, -1)), a);
    CHECK(difference(out, {2, 3}, {3, 2, 1, 3, 2, 1}) == "");
    into(out[0], 7);
    CHECK(difference(out, {2, 3}, {7, 7, 7, 3, 2, 1}) == "");
    CHECK(&into(out, out * 2) == &out);
    CHECK(difference(out, {2, 3}, {14, 14, 14, 6, 4, 2}) == "");
    CHECK(error_text<shape_error>([&] { into(out, ndarray<double>{1, 2}); }) ==
          "an expression of shape (2,) does not fit into shape (2, 3)");
    ndarray<double> small{0};
    CHECK_THROWS_AS(into(small, a), shape_error);
}

TEST_CASE("into with a mask leaves the other elements as they are", "[ops]") {
    ndarray<float> out{{1, 2, 3}, {4, 5, 6}};
    into(out, -out, out > 3);
    CHECK(difference(out, {2, 3}, {1, 2, 3, -4, -5, -6}) == "");
    into(out, 0, ndarray<bool>{true, false, false});  // the mask broadcasts
    CHECK(difference(out, {2, 3}, {0, 2, 3, 0, -5, -6}) == "");
    into(out[1], ndarray<double>{0.5, 1.5, 2.5}, ndarray<bool>{false, true, true});
    CHECK(difference(out, {2, 3}, {0, 2, 3, 0, 1.5, 2.5}) == "");
    into(out, ndarray<int>{1, 2, 3}, false == ndarray<bool>{{true}, {false}});
    CHECK(difference(out, {2, 3}, {0, 2, 3, 1, 2, 3}) == "");
    // What is not computed may be anything.
    into(out, 1 / (out - out), out < 0);
    CHECK(difference(out, {2, 3}, {0, 2, 3, 1, 2, 3}) == "");
    CHECK_THROWS_AS(into(out, 1, ndarray<bool>{true, false}), shape_error);
    CHECK_THROWS_AS(into(out, 1, ndarray<bool>{{{true}}}), shape_error);
}

TEST_CASE("astype of an expression is part of it", "[ops]") {
    const ndarray<double> a{1.9, -1.9, 0.5};
    CHECK(difference(astype<int>(a * 2), {3}, {3, -3, 1}) == "");
    CHECK(difference(astype<int>(a) * 2, {3}, {2, -2, 0}) == "");
    CHECK(difference(astype<bool>(a > 0), {3}, {true, false, true}) == "");
    CHECK(difference(astype<std::int8_t>(ndarray<int>{200}), {1}, {-56}) == "");
    CHECK(difference(astype<double>(ndarray<bool>{true, false}), {2}, {1, 0}) == "");
    CHECK(difference(astype<float>(ndarray<double>{1e300, strand::nan, -0.0}), {3}, {float(inf), float(strand::nan), -0.0f}) == "");
}
