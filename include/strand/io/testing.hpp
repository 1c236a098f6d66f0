// SPDX-License-Identifier: BSD-3-Clause
// Assertions for programs that test with arrays: testing::assert_allclose, assert_array_equal. They throw
// strand::value_error with the number of elements that differ and the first of them.
#ifndef STRAND_IO_TESTING_HPP
#define STRAND_IO_TESTING_HPP

#include <string>
#include <strand/io/print.hpp>
#include <strand/ops/compare.hpp>
#include <strand/ops/index_arrays.hpp>

namespace strand::testing {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Throws unless the shapes agree, a number fitting every shape, and `agree` is true everywhere.
template <class A, class B, class Agree>
void require(const char* what, const A& actual, const B& desired, Agree agree) {
    const auto shape_of = []<class X>(const X& x) {
        if constexpr (expression<X>) return shape_t(x.shape());
        else return shape_t{};
    };
    const shape_t shape = shape_of(actual), wanted = shape_of(desired);
    if (!(shape == wanted) && !shape.empty() && !wanted.empty()) {
        strand::detail::throw_value(std::string(what) + ": shapes " + to_string(shape) + " and " + to_string(wanted) + " differ");
    }
    const auto good = eval(agree());  // its type hangs on A, so that nothing is instantiated before it is used
    const index_t wrong = good.size() - count_nonzero(good);
    if (wrong == 0) return;
    const index_t first = argmin(good);
    const auto text = [&]<class X>(const X& x) {
        if constexpr (!expression<X>) return to_string(scalar(x));
        else return to_string(scalar(copy(x).data()[x.shape().size() == 0 ? 0 : first]));
    };
    strand::detail::throw_value(std::string(what) + ": " + std::to_string(wrong) + " of " + std::to_string(good.size()) +
                                " elements differ, the first at index " + to_string(unravel_index(first, good.shape())) + ": " +
                                text(actual) + " is not " + text(desired));
}

}  // namespace detail_isa

/// Throws value_error unless |actual - desired| <= atol + rtol |desired| everywhere. NaN is close to NaN
/// unless `equal_nan` is false. Shapes must agree; a number is compared with every element.
/// `testing::assert_allclose(c, a + b, 1e-12)`
template <class A, class B>
    requires strand::detail::applicable<fn::add, const A&, const B&>
void assert_allclose(const A& actual, const B& desired, double rtol = 1e-7, double atol = 0, bool equal_nan = true) {
    detail_isa::require("assert_allclose", actual, desired, [&] { return isclose(actual, desired, rtol, atol, equal_nan); });
}
/// Throws value_error unless all elements are equal, NaN to NaN. `testing::assert_array_equal(c, ndarray{1, 2})`
template <class A, class B>
    requires strand::detail::applicable<fn::equal, const A&, const B&>
void assert_array_equal(const A& actual, const B& desired) {
    detail_isa::require("assert_array_equal", actual, desired,
                        [&] { return (actual == desired) | ((actual != actual) & (desired != desired)); });
}
/// NumPy's name of the same for arrays and numbers alike.
template <class A, class B>
    requires strand::detail::applicable<fn::equal, const A&, const B&>
void assert_equal(const A& actual, const B& desired) {
    assert_array_equal(actual, desired);
}

}  // namespace STRAND_ISA
}  // namespace strand::testing

#endif
