// SPDX-License-Identifier: BSD-3-Clause
// Creating, indexing, joining, ordering and sets answer as NumPy does.
#include <strand/strand.hpp>
#include "ops/numpy_answers_check.hpp"

using namespace numpy_answers;
using strand::all, strand::newaxis, strand::none, strand::range;

namespace {

constexpr double n = strand::nan;
using c = std::complex<double>;

template <class View>
concept writable_element = requires(const View& view) { view(0) = 2; };

auto zeros(shape_t shape) { return strand::zeros<double>(shape); }
auto ones(shape_t shape) { return strand::ones<double>(shape); }
/// A number of rank 0, known at run time.
template <class T>
ndarray<T> rank_0(T value) {
    return ndarray<T>(strand::full(strand::extents<0>(), value));
}
i8 counted(index_t count) { return strand::arange<std::int64_t>(count); }

constexpr row rows[] = {
    {"np.sort(A(3.))", [] { return answer_of(strand::sort(rank_0(3.0))); }},
    {"np.concatenate([A(1),A(2)])", [] { return answer_of(strand::concatenate(std::vector{rank_0(1.0), rank_0(2.0)})); }},
    {"np.concatenate([])", [] { return answer_of(strand::concatenate(std::vector<ndarray<double>>())); }},
    {"np.stack([])", [] { return answer_of(strand::stack(std::vector<ndarray<double>>())); }},
    {"np.concatenate([np.zeros((0,3)),np.ones((2,3))])", [] { return answer_of(strand::concatenate(std::vector{zeros({0, 3}), ones({2, 3})})); }},
    {"np.concatenate([A([]),A([1])])", [] { return answer_of(strand::concatenate(f8(strand::extents<1>({0})), i8{1})); }},
    {"np.nonzero(A(5))", [] { return answer_of(strand::nonzero(rank_0<std::int64_t>(5))[0]); }},
    {"np.unique(A(5))", [] { return answer_of(strand::unique(rank_0<std::int64_t>(5))); }},
    {"np.repeat(A([1,2]),A([0,2]))", [] { return answer_of(strand::repeat(i8{1, 2}, i8{0, 2})); }},
    {"np.zeros((3,0)).reshape(-1)", [] { return answer_of(strand::reshape(zeros({3, 0}), {-1})); }},
    {"np.zeros((3,0)).reshape(0,-1)", [] { return answer_of(strand::reshape(zeros({3, 0}), {0, -1})); }},
    {"np.zeros((3,0)).reshape(-1,5)", [] { return answer_of(strand::reshape(zeros({3, 0}), {-1, 5})); }},
    {"np.sort(A([3.,nan,1.,-inf,inf]))", [] { return answer_of(strand::sort(f8{3, n, 1, -strand::inf, strand::inf})); }},
    {"np.sort(A([1+nan*1j,nan+1j,2+1j,1+2j]))", [] { return answer_of(strand::sort(c16{c(n, n), c(n, 1), c(2, 1), c(1, 2)})); }},
    {"np.unique(A([nan,1.,nan]))", [] { return answer_of(strand::unique(f8{n, 1, n})); }},
    {"np.unique(A([0.0,-0.0]))", [] { return answer_of(strand::unique(f8{0.0, -0.0})); }},
    {"np.unique(A([[2,1],[2,3]]),return_inverse=True)", [] {
         const auto [values, inverse] = strand::unique_inverse(ndarray<std::int64_t>{{2, 1}, {2, 3}});
         return answers_of(values, inverse);
     }},
    {"np.searchsorted(A([1.,2.,nan]),A([nan,3.]))", [] { return answer_of(strand::searchsorted(f8{1, 2, n}, f8{n, 3})); }},
    {"np.isin(A([nan,1.]),A([nan,1.]))", [] { return answer_of(strand::isin(f8{n, 1}, f8{n, 1})); }},
    {"np.bincount(A([1,1,3]),minlength=2)", [] { return answer_of(strand::bincount(i8{1, 1, 3}, 2)); }},
    {"np.bincount(A([-1]))", [] { return answer_of(strand::bincount(i8{-1})); }},
    {"np.bincount(A([],'i8'))", [] { return answer_of(strand::bincount(counted(0))); }},
    {"np.digitize(A([1.,2.,3.]),A([1.,2.,3.]))", [] { return answer_of(strand::digitize(f8{1, 2, 3}, f8{1, 2, 3})); }},
    {"np.digitize(A([1.,2.,3.]),A([1.,2.,3.]),right=True)", [] { return answer_of(strand::digitize(f8{1, 2, 3}, f8{1, 2, 3}, true)); }},
    {"np.histogram(A([1.,2.,3.]),bins=[1,2,3])", [] {
         const auto [hist, edges] = strand::histogram(f8{1, 2, 3}, i8{1, 2, 3});
         return answers_of(hist, edges);
     }},
    {"np.arange(0,1,0.1).size", [] { return std::to_string(strand::arange<double>(0, 1, 0.1).size()); }},
    {"np.arange(3,0)", [] { return answer_of(strand::arange<std::int64_t>(3, 0)); }},
    {"np.arange(1,3,0.5).dtype", [] { return answer_of(strand::arange(1, 3, 0.5)).substr(0, 7); }},
    {"np.arange(5).dtype", [] { return answer_of(strand::arange(index_t{5})).substr(0, 5); }},
    {"np.linspace(0,1,0)", [] { return answer_of(strand::linspace<double>(0, 1, 0)); }},
    {"np.linspace(0,1,1)", [] { return answer_of(strand::linspace<double>(0, 1, 1)); }},
    {"np.linspace(0,5,4,dtype=int)", [] { return answer_of(strand::linspace<std::int64_t>(0, 5, 4)); }},
    {"np.logspace(0,2,3)", [] { return answer_of(strand::logspace(0, 2, 3)); }},
    {"np.geomspace(1,-8,4)", [] { return answer_of(strand::geomspace(1, -8, 4)); }},
    {"np.geomspace(-8,-1,4)", [] { return answer_of(strand::geomspace(-8, -1, 4)); }},
    {"np.eye(2,3,k=1)", [] { return answer_of(strand::eye<double>(2, 3, 1)); }},
    {"np.triu_indices(3,1)", [] {
         const auto [row, column] = strand::triu_indices(3, 1);
         return answers_of(row, column);
     }},
    {"np.pad(A([1,2,3]),2,mode='reflect')", [] { return answer_of(strand::pad(i8{1, 2, 3}, 2, "reflect")); }},
    {"np.pad(A([1,2,3]),5,mode='wrap')", [] { return answer_of(strand::pad(i8{1, 2, 3}, 5, "wrap")); }},
    {"np.pad(A([1,2,3]),2,mode='symmetric',reflect_type='odd')", [] { return answer_of(strand::pad(i8{1, 2, 3}, 2, "symmetric", "odd")); }},
    {"np.take(A([1,2,3]),[-1,3])", [] { return answer_of(strand::take(i8{1, 2, 3}, {-1, 3})); }},
    {"np.take(A([1,2,3]),[-1,3],mode='wrap')", [] { return answer_of(strand::take(i8{1, 2, 3}, {-1, 3}, none, "wrap")); }},
    {"np.take(A([1,2,3]),[-1,3],mode='clip')", [] { return answer_of(strand::take(i8{1, 2, 3}, {-1, 3}, none, "clip")); }},
    {"A([1,2,3])[A([],'i8')]", [] { return answer_of(i8{1, 2, 3}(counted(0))); }},
    {"A([1,2,3])[10:]", [] { return answer_of(i8{1, 2, 3}(range(10, none))); }},
    {"A([1,2,3])[3]", [] { return answer_of(i8{1, 2, 3}.at(3)); }},
    {"A([1,2,3])[::-1]", [] { return answer_of(i8{1, 2, 3}(range(none, none, -1))); }},
    {"A([1,2,3])[5:0:-2]", [] { return answer_of(i8{1, 2, 3}(range(5, 0, -2))); }},
    {"np.zeros((2,3,4,5))[:,[0,1],:,[0,1]].shape", [] { return tuple_words(zeros({2, 3, 4, 5})(all, i8{0, 1}, all, i8{0, 1}).shape()); }},
    {"np.zeros((2,3,4,5))[:,[0,1],[0,1]].shape", [] { return tuple_words(zeros({2, 3, 4, 5})(all, i8{0, 1}, i8{0, 1}).shape()); }},
    {"np.zeros((2,3,4))[0,:,[0,1]].shape", [] { return tuple_words(zeros({2, 3, 4})(0, all, i8{0, 1}).shape()); }},
    {"np.zeros((2,3))[np.ones((2,3),bool)].shape", [] { return tuple_words(zeros({2, 3})(strand::ones<bool>({2, 3})).shape()); }},
    {"np.zeros((2,3))[np.ones(2,bool),[0,1]].shape", [] { return tuple_words(zeros({2, 3})(b1{true, true}, i8{0, 1}).shape()); }},
    {"np.zeros((2,3))[True].shape", [] { return tuple_words(zeros({2, 3})(true).shape()); }},
    {"np.zeros((2,3))[False].shape", [] { return tuple_words(zeros({2, 3})(false).shape()); }},
    {"np.zeros((2,3))[np.ones((3,),bool)]", [] { return answer_of(zeros({2, 3})(b1{true, true, true})); }},
    {"np.zeros((2,3))[...,None].shape", [] { return tuple_words(zeros({2, 3})(strand::ellipsis, newaxis).shape()); }},
    {"np.zeros((2,3))[[],:].shape", [] { return tuple_words(zeros({2, 3})(counted(0), all).shape()); }},
    {"np.zeros((0,3))[[0]]", [] { return answer_of(zeros({0, 3})(i8{0})); }},
    {"np.array_split(np.arange(7),3)", [] {
         const i8 seven = counted(7);
         const auto parts = strand::array_split(seven, 3);
         return answers_of(parts[0], parts[1], parts[2]);
     }},
    {"np.split(np.arange(7),3)", [] { return answer_of(strand::split(counted(7), 3)[0]); }},
    {"np.broadcast_to(A([1,2]),(3,2)).strides", [] {
         const i8 a{1, 2};
         const auto stretched = strand::broadcast_to(a, {3, 2});
         return tuple_words(shape_t{stretched.strides()[0] * a.itemsize(), stretched.strides()[1] * a.itemsize()});
     }},
    {"np.squeeze(np.ones((1,2)),axis=1)", [] { return answer_of(strand::squeeze(ones({1, 2}), 1)); }},
    {"np.expand_dims(np.ones(2),(0,3)).shape", [] { return tuple_words(strand::expand_dims(ones({2}), {0, 3}).shape()); }},
    {"np.array_equal(A([nan]),A([nan]))", [] { return std::to_string(strand::array_equal(f8{n}, f8{n})); }},
    {"a=np.arange(5) ; a[1:]+=a[:-1]", [] {
         i8 a = counted(5);
         a(range(1, none)) += a(range(none, -1));
         return answer_of(a);
     }},
    {"a=np.arange(5) ; a[:]=a[::-1]", [] {
         i8 a = counted(5);
         a(all) = a(range(none, none, -1));
         return answer_of(a);
     }},
    {"a=np.arange(4) ; a[[0,0]]+=1", [] {
         i8 a = counted(4);
         a(i8{0, 0}) += 1;
         return answer_of(a);
     }},
    {"a=np.arange(4) ; a[[0,0]]=[7,8]", [] {
         i8 a = counted(4);
         a(i8{0, 0}) = i8{7, 8};
         return answer_of(a);
     }},
    {"a=np.broadcast_to(A([1]),(3,)); a[0]=2", [] { return compiles(writable_element<decltype(strand::broadcast_to(std::declval<i8&>(), {3}))>); }},
    {"a=A([1,2]) ; np.add(a,1.5,out=a,casting='unsafe')", [] {
         i8 a{1, 2};
         strand::into(a, strand::astype<std::int64_t>(strand::add(a, 1.5)));
         return answer_of(a);
     }},
};

}  // namespace

TEST_CASE("creating, indexing, joining and ordering answer as NumPy does", "[ops]") { check(numpy_answers::arranging, rows); }
