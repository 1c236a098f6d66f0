// SPDX-License-Identifier: BSD-3-Clause
// What einsum gives for NumPy's corner cases, what is a view, element types, and the texts of errors.
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

/// The shape of the result for operands of ones.
template <class... Shape>
shape_t shape_of(std::string_view subscripts, const Shape&... shapes) {
    return shape_t(einsum(subscripts, ones<double>(shapes)...).shape());
}
template <class... Shape>
std::string shape_fault(std::string_view subscripts, const Shape&... shapes) {
    return error_text<shape_error>([&] { einsum(subscripts, ones<double>(shapes)...); });
}
template <class... Shape>
std::string text_fault(std::string_view subscripts, const Shape&... shapes) {
    return error_text<value_error>([&] { einsum(subscripts, ones<double>(shapes)...); });
}
using s = shape_t;

}  // namespace

TEST_CASE("einsum gives NumPy's shapes", "[linalg]") {
    CHECK(shape_of("ij,jk", s{2, 1}, s{3, 4}) == s{2, 4});
    CHECK(shape_of("ij,ij->ij", s{1, 3}, s{2, 3}) == s{2, 3});
    CHECK(shape_of("...i,...i", s{2, 1, 3}, s{4, 3}) == s{2, 4});
    CHECK(shape_of("i...,i...->...", s{3, 2}, s{3, 1, 2}) == s{1, 2});
    CHECK(shape_of("ba", s{2, 3}) == s{3, 2});
    CHECK(shape_of("Ab", s{2, 3}) == s{2, 3});
    CHECK(shape_of("bA", s{2, 3}) == s{3, 2});
    CHECK(shape_of("... i", s{2, 3}) == s{2, 3});
    CHECK(shape_of("ij->...ij", s{2, 3}) == s{2, 3});
    CHECK(shape_of("iij->ij", s{2, 2, 3}) == s{2, 3});
    CHECK(shape_of("ij->i", s{0, 3}) == s{0});
    CHECK(shape_of("a...b,...bc", s{2, 5, 3}, s{6, 5, 3, 4}) == s{6, 5, 2, 4});
    CHECK(shape_of("ij,...->ij...", s{2, 3}, s{4}) == s{2, 3, 4});
    CHECK(shape_of("i,i", s{0}, s{1}) == s{});
    CHECK(shape_of("ij,jk,kl->li", s{2, 3}, s{3, 4}, s{4, 5}) == s{5, 2});
}
TEST_CASE("einsum gives NumPy's values", "[linalg]") {
    CHECK(einsum("ii", ones<double>({3, 3})).item() == 3);
    CHECK(difference(einsum("...,...", 3, ndarray<double, 1>{1, 2}), {2}, {3, 6}) == "");
    CHECK(einsum("", scalar(3.0)).item() == 3);
    CHECK(einsum(",", 3.0, 4).item() == 12);
    CHECK(einsum("ij...->...", ones<double>({2, 3})).item() == 6);
    CHECK(difference(einsum("i...j->...", ones<double>({2, 3, 4})), {3}, {8, 8, 8}) == "");
    CHECK(einsum("ij,i j->", ones<double>({2, 3}), ones<double>({2, 3})).item() == 6);
    CHECK(difference(einsum("ij->i", ones<double>({3, 0})), {3}, {0, 0, 0}) == "");
    CHECK(difference(einsum("ij,jk", ones<double>({2, 0}), ones<double>({0, 1})), {2, 1}, {0, 0}) == "");
    const ndarray<double, 2> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(einsum("ij,kj->ik", a, a), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(difference(einsum("ij,j->i", a, ndarray{1.0, 0.0, 2.0}), {2}, {7, 16}) == "");
    // Three operands in each order, and the sum over everything.
    CHECK(difference(einsum("ij,kj,kl->li", a, a, a), {3, 2}, {142, 340, 188, 449, 234, 558}) == "");
    CHECK(difference(einsum<"kj,ij,kl->il">(a, a, a), {2, 3}, {142, 188, 234, 340, 449, 558}) == "");
    CHECK(difference(einsum<"ij,k,kj->i">(a, ndarray{1.0, 0.0}, a), {2}, {14, 32}) == "");
    CHECK(difference(einsum("bij,bjk,bk->bi", ones<double>({2, 3, 4}), ones<double>({2, 4, 5}), ones<double>({2, 5})), {2, 3},
                     {20, 20, 20, 20, 20, 20}) == "");
    CHECK(einsum("ij,ij", a, a).item() == 91);
    CHECK(einsum<"ij,ij->">(astype<std::int8_t>(a) * std::int8_t{10}, astype<std::int8_t>(a)).item() == static_cast<std::int8_t>(910 - 1024));
}

TEST_CASE("einsum computes in the promoted type and does not widen", "[linalg]") {
    const ndarray<std::int8_t, 1> i8{100, 100};
    const auto sum = einsum("i->", i8);
    STATIC_REQUIRE(std::same_as<value_t<decltype(sum)>, std::int8_t>);
    CHECK(sum.item() == -56);
    CHECK(einsum("i,i", i8, ndarray<std::int8_t, 1>{2, 1}).item() == 44);
    CHECK(einsum("i->", ndarray{true, true}).item());
    const auto mixed = einsum("i,i->i", ndarray<std::int8_t, 1>{1, 2}, ndarray{1.5f, 2.5f});
    STATIC_REQUIRE(std::same_as<value_t<decltype(mixed)>, float>);
    CHECK(difference(mixed, {2}, {1.5f, 5.0f}) == "");
    const auto weak = einsum("i,->i", ndarray{1.5f, 2.5f}, 2.0);
    STATIC_REQUIRE(std::same_as<value_t<decltype(weak)>, float>);
    CHECK(difference(weak, {2}, {3.0f, 5.0f}) == "");
    const auto wide = einsum<double>("i,i", i8, i8);
    STATIC_REQUIRE(std::same_as<value_t<decltype(wide)>, double>);
    CHECK(wide.item() == 20000);
    CHECK(einsum<double>("i->", i8).item() == 200);
    const ndarray<float16> halves = full(shape_t{4096}, float16(1));
    CHECK(einsum("i,i", halves, halves).item() == float16(4096));
    CHECK(einsum("i->", halves).item() == float16(4096));
    using c = std::complex<double>;
    CHECK(einsum("ij,j", ndarray{{c(0, 1), c(1, 0)}}, ndarray{c(0, 1), c(2, 0)}).item() == c(1, 0));
}

TEST_CASE("a rearranged operand is a view of it", "[linalg]") {
    ndarray<double> a{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    const auto transposed = einsum("ji", a);
    CHECK(transposed.data() == a.data());
    CHECK(transposed.strides() == s{1, 3});
    const auto diagonal = einsum("ii->i", a);
    CHECK(diagonal.data() == a.data());
    CHECK(diagonal.strides() == s{4});
    diagonal(1) = 50;
    CHECK(a(1, 1) == 50);
    const auto all_of_it = einsum("...", a);
    CHECK(all_of_it.data() == a.data());
    const auto part = einsum("ii->i", a(range(1, none), range(1, none)));
    CHECK(part.data() == &a(1, 1));
    CHECK(difference(part, {2}, {50, 9}) == "");
    const ndarray<double>& read_only = a;
    STATIC_REQUIRE(!decltype(einsum("ji", read_only))::is_writable);

    ndarray<double, 3> b(extents<3>({2, 3, 2}));
    b = 1.0 * reshape(arange<double>(12), {2, 3, 2});
    const auto both = einsum<"iji->ji">(b);
    STATIC_REQUIRE(rank_of<decltype(both)> == 2);
    CHECK(both.data() == b.data());
    CHECK(both.strides() == extents<2>({2, 7}));
    CHECK(difference(both, {3, 2}, {0, 7, 2, 9, 4, 11}) == "");
}
TEST_CASE("einsum of a temporary or a lazy operand is safe to keep", "[linalg]") {
    const auto transposed = einsum("ji", ones<double>({2, 3}));
    STATIC_REQUIRE(detail::owner<decltype(transposed)>);
    CHECK(transposed.shape() == s{3, 2});
    CHECK(difference(einsum("ii->i", reshape(arange<double>(9), {3, 3})), {3}, {0, 4, 8}) == "");
    const ndarray<double, 2> a{{1, 2}, {3, 4}};
    CHECK(difference(einsum("ji", a + 1), {2, 2}, {2, 4, 3, 5}) == "");
    CHECK(difference(einsum("ij,j->i", a * 2, a(0, all) - 1), {2}, {4, 8}) == "");
    const auto sums = [&] { return einsum("ij->j", a.view()); }();
    CHECK(difference(sums, {2}, {4, 6}) == "");
    ndarray<double> kept = sums;
    kept(0) = 7;
    CHECK(sums(0) == 4);
}

TEST_CASE("subscripts checked while compiling give static ranks", "[linalg]") {
    const ndarray<double, 2> a{{1, 2, 3}, {4, 5, 6}};
    const ndarray<double, 1> v{1, 0, 2};
    const auto product = einsum<"ij,kj->ik">(a, a);
    STATIC_REQUIRE(std::same_as<decltype(product), const ndarray<double, 2>>);
    CHECK(difference(product, {2, 2}, {14, 32, 32, 77}) == "");
    const double dot = einsum<"i,i->">(v, v);
    CHECK(dot == 5);
    const double trace = einsum<"ii">(product);
    CHECK(trace == 91);
    const auto stretched = einsum<"...j,j->...">(reshape(arange<double>(12), {2, 2, 3}), v);
    STATIC_REQUIRE(rank_of<decltype(stretched)> == 2);
    CHECK(difference(stretched, {2, 2}, {4, 13, 22, 31}) == "");
    const ndarray<double> b = a;
    const auto of_dynamic = einsum<"ij,j->i">(b, v);
    STATIC_REQUIRE(rank_of<decltype(of_dynamic)> == 1);
    CHECK(difference(of_dynamic, {2}, {7, 16}) == "");
    STATIC_REQUIRE(rank_of<decltype(einsum<"...j,j->...">(b, v))> == dynamic_rank);
    CHECK(error_text<shape_error>([&] { einsum<"ijk->i">(b); }) ==
          "einsum(\"ijk->i\"): operand 0 of shape (2, 3) has fewer axes than labels");
    CHECK(error_text<shape_error>([&] { einsum<"ij,jk">(a, a); }) ==
          "einsum(\"ij,jk\"): label 'j' has extent 3 in operand 0 of shape (2, 3) and 2 in operand 1 of shape (2, 3)");
}
TEST_CASE("labels may be numbers", "[linalg]") {
    const ndarray<double, 2> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(einsum(a, {1, 0}).data() == a.data());
    CHECK(difference(einsum(a, {0, 1}, {1}), {3}, {5, 7, 9}) == "");
    CHECK(difference(einsum(a, {0, 1}, a, {2, 1}), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(difference(einsum(a, {ellipsis, 1}, a, {26, 1}, {26, ellipsis}), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(einsum(a, {0, 1}, a, {0, 1}, a, {0, 1}, {}).item() == 441);
    CHECK(error_text<value_error>([&] { einsum(a, {0, 52}); }) == "einsum: axis label 52 is not in 0 .. 51");
}

TEST_CASE("einsum names what is wrong with the subscripts", "[linalg]") {
    CHECK(text_fault("1i", s{2, 2}) == "einsum(\"1i\"): '1' in the subscripts of operand 0 is not a letter");
    CHECK(text_fault("i->i,", s{2}) == "einsum(\"i->i,\"): ',' in the subscripts of the output is not a letter");
    CHECK(text_fault("i->j->k", s{2}) == "einsum(\"i->j->k\"): '-' in the subscripts of the output is not a letter");
    CHECK(text_fault("i.. ", s{2}) ==
          "einsum(\"i.. \"): the subscripts of operand 0 have a '.' that is not part of one ellipsis '...'");
    CHECK(text_fault("...i...", s{2}) ==
          "einsum(\"...i...\"): the subscripts of operand 0 have a '.' that is not part of one ellipsis '...'");
    CHECK(text_fault("i->.", s{2}) ==
          "einsum(\"i->.\"): the subscripts of the output have a '.' that is not part of one ellipsis '...'");
    CHECK(text_fault("i- >i", s{2}) == "einsum(\"i- >i\"): '-' without '>' after it");
    CHECK(text_fault("i,i->", s{2}) == "einsum(\"i,i->\"): subscripts for 2 operands, but 1 is given");
    CHECK(text_fault("i", s{2}, s{2}) == "einsum(\"i\"): subscripts for 1 operand, but 2 are given");
    CHECK(text_fault("ij->jij", s{2, 2}) == "einsum(\"ij->jij\"): label 'j' is twice in the output");
    CHECK(text_fault("i->ij", s{2}) == "einsum(\"i->ij\"): label 'j' of the output is in no operand");
    CHECK(text_fault("...->", s{2, 3}) ==
          "einsum(\"...->\"): '...' stands for 2 axes, and the output has no '...' for them");
    CHECK(text_fault("...ij->ij", s{2, 2, 3}) ==
          "einsum(\"...ij->ij\"): '...' stands for 1 axis, and the output has no '...' for it");
    CHECK(text_fault("...", shape_t(65, 1)) == "einsum(\"...\"): more than 64 different axes");
}
TEST_CASE("einsum names shapes that do not fit the subscripts", "[linalg]") {
    CHECK(shape_fault("i", s{2, 3}) ==
          "einsum(\"i\"): operand 0 of shape (2, 3) has more axes than labels, and no '...' for the others");
    CHECK(shape_fault("i,ij...", s{2}, s{3}) == "einsum(\"i,ij...\"): operand 1 of shape (3,) has fewer axes than labels");
    CHECK(shape_fault("ii->i", s{1, 3}) == "einsum(\"ii->i\"): label 'i' has extents 1 and 3 in operand 0 of shape (1, 3)");
    CHECK(shape_fault("j,jji", s{2}, s{2, 3, 1}) ==
          "einsum(\"j,jji\"): label 'j' has extents 2 and 3 in operand 1 of shape (2, 3, 1)");
    CHECK(shape_fault("ij,jk", s{2, 2}, s{3, 4}) ==
          "einsum(\"ij,jk\"): label 'j' has extent 2 in operand 0 of shape (2, 2) and 3 in operand 1 of shape (3, 4)");
    CHECK(shape_fault("...i,...i", s{4, 2}, s{3, 2}) ==
          "einsum(\"...i,...i\"): an axis of '...' has extent 4 in operand 0 of shape (4, 2) and 3 in operand 1 of shape (3, 2)");
}

TEST_CASE("einsum_path tells order and cost", "[linalg]") {
    const auto of = [](std::string_view text, auto... shape) { return einsum_path(text, ones<double>(shape)...); };
    const contraction_path chain = of("ij,jk,kl", s{10, 100}, s{100, 5}, s{5, 50});
    CHECK(chain.order == std::vector{s{0, 1}, s{0, 1}});
    CHECK(chain.naive_flops == 750000);
    CHECK(chain.optimized_flops == 15000);
    CHECK(chain.largest_intermediate == 500);
    CHECK(to_string(chain) ==
          "ij,jk,kl->il: (0, 1) (0, 1), 15000 operations instead of 750000, largest intermediate 500 elements");
    CHECK(of("ij,jk,kl", s{10, 100}, s{100, 100}, s{100, 1}).order == std::vector{s{1, 2}, s{0, 1}});
    CHECK(of("ij,jk->ik", s{2, 3}, s{3, 4}).order == std::vector{s{0, 1}});
    CHECK(of("ij -> i", s{2, 3}).order == std::vector{s{0}});
    CHECK(of("ij -> i", s{2, 3}).subscripts == "ij->i");
    CHECK(of("...a,b...", s{2, 3}, s{4, 2}).subscripts == "...a,b...->...ab");
    // The transformation of integrals: one index after the other.
    const contraction_path five = of("ea,fb,abcd,gc,hd->efgh", s{10, 10}, s{10, 10}, s{10, 10, 10, 10}, s{10, 10}, s{10, 10});
    CHECK(five.naive_flops == 5e8);
    CHECK(five.optimized_flops == 8e5);
    CHECK(five.largest_intermediate == 1e4);
    // Six and more: greedily.
    const contraction_path six = of("ab,bc,cd,de,ef,fg->ag", s{2, 50}, s{50, 50}, s{50, 50}, s{50, 50}, s{50, 50}, s{50, 2});
    CHECK(six.order.size() == 5);
    CHECK(six.optimized_flops == 40400);
    // A label of one operand alone is summed first.
    CHECK(of("ij,k->k", s{10, 10}, s{5}).optimized_flops == 105);
    CHECK(error_text<value_error>([&] { of("ij->k", s{2, 3}); }) == "einsum(\"ij->k\"): label 'k' of the output is in no operand");
}
