// SPDX-License-Identifier: BSD-3-Clause
// Reductions, scans and the methods of function objects answer as NumPy does.
#include <strand/strand.hpp>
#include "ops/numpy_answers_check.hpp"

using namespace numpy_answers;

namespace {

constexpr double n = strand::nan;

/// Nothing, zeros of an empty shape, and a number of rank 0.
f8 none_there() { return f8(strand::extents<1>({0})); }
auto zeros(shape_t shape) { return strand::zeros<double>(shape); }
template <class T>
ndarray<T, 0> rank_0(T value) {
    return strand::full(strand::extents<0>(), value);
}

constexpr row rows[] = {
    {"np.sum(A([]))", [] { return answer_of(strand::sum(none_there())); }},
    {"np.prod(A([]))", [] { return answer_of(strand::prod(none_there())); }},
    {"np.max(A([]))", [] { return answer_of(strand::max(none_there())); }},
    {"np.min(np.zeros((0,3)),axis=0)", [] { return answer_of(strand::min(zeros({0, 3}), 0)); }},
    {"np.max(np.zeros((0,3)),axis=1)", [] { return answer_of(strand::max(zeros({0, 3}), 1)); }},
    {"np.max(A([]),initial=-5.)", [] { return answer_of(strand::max(none_there(), strand::initial(-5.0))); }},
    {"np.argmax(A([]))", [] { return answer_of(strand::argmax(none_there())); }},
    {"np.argmax(np.zeros((0,3)),axis=1)", [] { return answer_of(strand::argmax(zeros({0, 3}), 1)); }},
    {"np.argmax(np.zeros((3,0)),axis=0)", [] { return answer_of(strand::argmax(zeros({3, 0}), 0)); }},
    {"np.mean(A([]))", [] { return answer_of(strand::mean(none_there())); }},
    {"np.median(A([]))", [] { return answer_of(strand::median(none_there())); }},
    {"np.std(A([]))", [] { return answer_of(strand::stddev(none_there())); }},
    {"np.std(A([1.]),ddof=1)", [] { return answer_of(strand::stddev(f8{1}, strand::ddof(1))); }},
    {"np.var(A([1.,2.]),ddof=2)", [] { return answer_of(strand::var(f8{1, 2}, strand::ddof(2))); }},
    {"np.all(A([]))", [] { return answer_of(strand::all(none_there())); }},
    {"np.any(A([]))", [] { return answer_of(strand::any(none_there())); }},
    {"np.cumsum(A([]))", [] { return answer_of(strand::cumsum(none_there())); }},
    {"np.ptp(A([]))", [] { return answer_of(strand::ptp(none_there())); }},
    {"np.percentile(A([]),50)", [] { return answer_of(strand::percentile(none_there(), 50)); }},
    {"np.nanmax(A([nan,nan]))", [] { return answer_of(strand::nanmax(f8{n, n})); }},
    {"np.nanmean(A([nan,nan]))", [] { return answer_of(strand::nanmean(f8{n, n})); }},
    {"np.nansum(A([nan,nan]))", [] { return answer_of(strand::nansum(f8{n, n})); }},
    {"np.nanargmax(A([nan,nan]))", [] { return answer_of(strand::nanargmax(f8{n, n})); }},
    {"np.nanmedian(A([nan]))", [] { return answer_of(strand::nanmedian(f8{n})); }},
    {"np.average(A([1.,2.]),weights=A([0.,0.]))", [] { return answer_of(strand::average(f8{1, 2}, f8{0, 0})); }},
    {"np.argsort(A(3.))", [] { return answer_of(strand::argsort(rank_0(3.0))); }},
    {"np.sum(A(3.),axis=0)", [] { return answer_of(strand::sum(rank_0(3.0), 0)); }},
    {"np.sum(A(3.),axis=1)", [] { return answer_of(strand::sum(rank_0(3.0), 1)); }},
    {"np.max(A(3.),axis=-1)", [] { return answer_of(strand::max(rank_0(3.0), -1)); }},
    {"np.cumsum(A(5))", [] { return answer_of(strand::cumsum(rank_0(std::int64_t{5}))); }},
    {"np.cumsum(np.ones((2,2)))", [] { return answer_of(strand::cumsum(strand::ones<double>({2, 2}))); }},
    {"np.diff(A(5))", [] { return answer_of(strand::diff(ndarray<std::int64_t>(rank_0(std::int64_t{5})))); }},
    {"np.diff(A([5]))", [] { return answer_of(strand::diff(i8{5})); }},
    {"np.maximum(A([1.,nan]),A([nan,1.]))", [] { return everywhere([](const auto& x, const auto& y) { return strand::maximum(x, y); }, f8{1, n}, f8{n, 1}); }},
    {"np.max(A([1.,nan,3.]))", [] { return answer_of(strand::max(f8{1, n, 3})); }},
    {"np.argmax(A([1.,nan,3.,nan]))", [] { return answer_of(strand::argmax(f8{1, n, 3, n})); }},
    {"np.argmin(A([2,1,1]))", [] { return answer_of(strand::argmin(i8{2, 1, 1})); }},
    {"np.argmax(A([True,False,True]))", [] { return answer_of(strand::argmax(b1{true, false, true})); }},
    {"np.argsort(A([nan,1.,nan,0.]),kind='stable')", [] { return answer_of(strand::argsort(f8{n, 1, n, 0}, -1, "stable")); }},
    {"A([True]).sum()", [] { return answer_of(strand::sum(b1{true})); }},
    {"A([True,True]).mean()", [] { return answer_of(strand::mean(b1{true, true})); }},
    {"A([100,100],'i1').sum()", [] { return answer_of(strand::sum(i1{100, 100})); }},
    {"A([100,100],'i1').sum(dtype='i1')", [] { return answer_of(strand::sum<std::int8_t>(i1{100, 100})); }},
    {"A([100,100],'i1').mean()", [] { return answer_of(strand::mean(i1{100, 100})); }},
    {"A([1,2],'f2').mean()", [] { return answer_of(strand::mean(f2{1, 2})); }},
    {"A([60000,60000],'f2').mean()", [] { return answer_of(strand::mean(f2{60000, 60000})); }},
    {"A([60000,60000],'f2').sum()", [] { return answer_of(strand::sum(f2{60000, 60000})); }},
    {"np.add.reduce(np.ones((2,3,4)),axis=(0,2)).shape", [] { return tuple_words(strand::add.reduce(strand::ones<double>({2, 3, 4}), {0, 2}).shape()); }},
    {"np.subtract.reduce(np.ones((2,3)),axis=(0,1))", [] { return answer_of(strand::subtract.reduce(strand::ones<double>({2, 3}), {0, 1})); }},
    {"np.add.accumulate(A([1,2,3]))", [] { return answer_of(strand::add.accumulate(i8{1, 2, 3})); }},
    {"np.subtract.accumulate(A([10,2,3]))", [] { return answer_of(strand::subtract.accumulate(i8{10, 2, 3})); }},
    {"np.add.reduceat(np.arange(8),[0,4,1,5,2,6,3,7])", [] { return answer_of(strand::add.reduceat(strand::arange<std::int64_t>(8), {0, 4, 1, 5, 2, 6, 3, 7})); }},
    {"np.add.reduceat(np.arange(4),[3,1,4])", [] { return answer_of(strand::add.reduceat(strand::arange<std::int64_t>(4), {3, 1, 4})); }},
    {"np.minimum.reduce(A([]))", [] { return answer_of(strand::minimum.reduce(none_there())); }},
    {"np.logical_and.reduce(A([]))", [] { return answer_of(strand::logical_and.reduce(none_there())); }},
    {"np.bitwise_and.reduce(A([],'i4'))", [] { return answer_of(strand::bitwise_and.reduce(i4(strand::extents<1>({0})))); }},
    {"np.bitwise_or.reduce(A([],'i4'))", [] { return answer_of(strand::bitwise_or.reduce(i4(strand::extents<1>({0})))); }},
    {"np.add.reduce(A([1,2,3]),where=[True,False,True],initial=10)", [] { return answer_of(strand::add.reduce(i8{1, 2, 3}, strand::where_(b1{true, false, true}), strand::initial(10))); }},
    {"np.maximum.reduce(A([1,2,3]),where=[True,False,True])", [] { return answer_of(strand::maximum.reduce(i8{1, 2, 3}, strand::where_(b1{true, false, true}))); }},
    {"np.maximum.reduce(A([1,2,3]),where=[True,False,True],initial=0)", [] { return answer_of(strand::maximum.reduce(i8{1, 2, 3}, strand::where_(b1{true, false, true}), strand::initial(0))); }},
    {"np.trapz(A([1.,2.,3.]))", [] { return answer_of(strand::trapezoid(f8{1, 2, 3})); }},
    {"np.quantile(A([1.,2.,3.,4.]),[0,.25,1])", [] { return answer_of(strand::quantile(f8{1, 2, 3, 4}, {0, 0.25, 1})); }},
    {"np.quantile(A([1.,nan]),.5)", [] { return answer_of(strand::quantile(f8{1, n}, 0.5)); }},
};

}  // namespace

TEST_CASE("reductions and scans answer as NumPy does", "[ops]") { check(numpy_answers::reducing, rows); }
