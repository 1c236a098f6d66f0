// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions answer as NumPy does, in every lane of a pack and behind the last whole one.
#include <strand/strand.hpp>
#include "ops/numpy_answers_check.hpp"

using namespace numpy_answers;
using strand::inf;

namespace {

constexpr double n = strand::nan;

template <class A, class B>
concept adds_in_place = requires(A a, B b) { a += b; };
template <class A>
concept subtracts = requires(const A& a) { a - a; };
template <class A>
concept negates = requires(const A& a) { -a; };

/// `a` after a += b.
template <class A, class B>
std::string added(A a, const B& b) {
    a += b;
    return first_of_repeated(a);
}

constexpr row rows[] = {
    {"np.zeros((0,3))+np.zeros((1,3))", [] { return answer_of(strand::zeros<double>(shape_t{0, 3}) + strand::zeros<double>(shape_t{1, 3})); }},
    {"np.zeros((0,3))+np.zeros((0,1))", [] { return answer_of(strand::zeros<double>(shape_t{0, 3}) + strand::zeros<double>(shape_t{0, 1})); }},
    {"np.zeros((0,3))+np.zeros((2,3))", [] { return answer_of(strand::zeros<double>(shape_t{0, 3}) + strand::zeros<double>(shape_t{2, 3})); }},
    {"np.zeros(0)+np.zeros(1)", [] { return answer_of(strand::zeros<double>(shape_t{0}) + strand::zeros<double>(shape_t{1})); }},
    {"A([7,-7,7,-7])//A([3,3,-3,-3])", [] { return everywhere([](const auto& x, const auto& y) { return strand::floor_divide(x, y); }, i8{7, -7, 7, -7}, i8{3, 3, -3, -3}); }},
    {"A([7,-7,7,-7])%A([3,3,-3,-3])", [] { return everywhere([](const auto& x, const auto& y) { return strand::remainder(x, y); }, i8{7, -7, 7, -7}, i8{3, 3, -3, -3}); }},
    {"np.fmod(A([7,-7,7,-7]),A([3,3,-3,-3]))", [] { return everywhere([](const auto& x, const auto& y) { return strand::fmod(x, y); }, i8{7, -7, 7, -7}, i8{3, 3, -3, -3}); }},
    {"A([1,0,-1])//A([0,0,0])", [] { return everywhere([](const auto& x, const auto& y) { return strand::floor_divide(x, y); }, i8{1, 0, -1}, i8{0, 0, 0}); }},
    {"A([1,0,-1])%A([0,0,0])", [] { return everywhere([](const auto& x, const auto& y) { return strand::remainder(x, y); }, i8{1, 0, -1}, i8{0, 0, 0}); }},
    {"A([-128],'i1')//A([-1],'i1')", [] { return everywhere([](const auto& x, const auto& y) { return strand::floor_divide(x, y); }, i1{-128}, i1{-1}); }},
    {"np.abs(A([-128],'i1'))", [] { return everywhere([](const auto& x) { return strand::abs(x); }, i1{-128}); }},
    {"-A([1],'u1')", [] { return everywhere([](const auto& x) { return -x; }, u1{1}); }},
    {"A([1.,-1.,0.,inf,-inf])//A([inf,inf,inf,2.,2.])", [] { return everywhere([](const auto& x, const auto& y) { return strand::floor_divide(x, y); }, f8{1, -1, 0, inf, -inf}, f8{inf, inf, inf, 2, 2}); }},
    {"A([1.,-1.,1.,-1.])%A([inf,inf,-inf,-inf])", [] { return everywhere([](const auto& x, const auto& y) { return strand::remainder(x, y); }, f8{1, -1, 1, -1}, f8{inf, inf, -inf, -inf}); }},
    {"A([0.,-0.])%A([-3.,3.])", [] { return everywhere([](const auto& x, const auto& y) { return strand::remainder(x, y); }, f8{0, -0.0}, f8{-3, 3}); }},
    {"A([5.5,-5.5])//A([0.,0.])", [] { return everywhere([](const auto& x, const auto& y) { return strand::floor_divide(x, y); }, f8{5.5, -5.5}, f8{0, 0}); }},
    {"np.round(A([0.5,1.5,2.5,-0.5,-1.5]))", [] { return everywhere([](const auto& x) { return strand::round(x); }, f8{0.5, 1.5, 2.5, -0.5, -1.5}); }},
    {"np.round(A([1.25,1.35,2.675]),2)", [] { return everywhere([](const auto& x) { return strand::round(x, 2); }, f8{1.25, 1.35, 2.675}); }},
    {"np.round(A([15,25,-15,14]),-1)", [] { return everywhere([](const auto& x) { return strand::round(x, -1); }, i8{15, 25, -15, 14}); }},
    {"np.rint(A([-0.2]))", [] { return everywhere([](const auto& x) { return strand::rint(x); }, f8{-0.2}); }},
    {"np.sign(A([nan,-0.0,0.0,-3.]))", [] { return everywhere([](const auto& x) { return strand::sign(x); }, f8{n, -0.0, 0.0, -3}); }},
    {"np.clip(A([1.,nan,5.]),2.,4.)", [] { return everywhere([](const auto& x) { return strand::clip(x, 2.0, 4.0); }, f8{1, n, 5}); }},
    {"np.clip(A([1.,3.,5.]),4.,2.)", [] { return everywhere([](const auto& x) { return strand::clip(x, 4.0, 2.0); }, f8{1, 3, 5}); }},
    {"np.clip(A([1.,3.]),nan,4.)", [] { return everywhere([](const auto& x) { return strand::clip(x, n, 4.0); }, f8{1, 3}); }},
    {"np.clip(A([1,3,5],'u1'),-1,3)", [] { return everywhere([](const auto& x) { return strand::clip(x, -1, 3); }, u1{1, 3, 5}); }},
    {"np.fmax(A([1.,nan]),A([nan,1.]))", [] { return everywhere([](const auto& x, const auto& y) { return strand::fmax(x, y); }, f8{1, n}, f8{n, 1}); }},
    {"np.power(A([2,3]),-1)", [] { return everywhere([](const auto& x) { return strand::power(x, -1); }, i8{2, 3}); }},
    {"np.power(A([2,3]),A([1,-1]))", [] { return everywhere([](const auto& x, const auto& y) { return strand::power(x, y); }, i8{2, 3}, i8{1, -1}); }},
    {"A([2,3])**2", [] { return everywhere([](const auto& x) { return strand::pow(x, 2); }, i8{2, 3}); }},
    {"A([2.])**A([nan])", [] { return everywhere([](const auto& x, const auto& y) { return strand::pow(x, y); }, f8{2}, f8{n}); }},
    {"A([1.,nan])**A([nan,0.])", [] { return everywhere([](const auto& x, const auto& y) { return strand::pow(x, y); }, f8{1, n}, f8{n, 0}); }},
    {"A([0],'i4')**0", [] { return everywhere([](const auto& x) { return strand::pow(x, 0); }, i4{0}); }},
    {"np.left_shift(A([1],'u1'),A([8],'u1'))", [] { return everywhere([](const auto& x, const auto& y) { return strand::left_shift(x, y); }, u1{1}, u1{8}); }},
    {"np.left_shift(A([1],'i4'),A([40],'i4'))", [] { return everywhere([](const auto& x, const auto& y) { return strand::left_shift(x, y); }, i4{1}, i4{40}); }},
    {"np.right_shift(A([-8],'i4'),A([40],'i4'))", [] { return everywhere([](const auto& x, const auto& y) { return strand::right_shift(x, y); }, i4{-8}, i4{40}); }},
    {"A([200],'u1')+A([100],'u1')", [] { return everywhere([](const auto& x, const auto& y) { return x + y; }, u1{200}, u1{100}); }},
    {"A([1,2],'u1')-A([2,1],'u1')", [] { return everywhere([](const auto& x, const auto& y) { return x - y; }, u1{1, 2}, u1{2, 1}); }},
    {"A([1],'i8')+A([1],'u8')", [] { return everywhere([](const auto& x, const auto& y) { return x + y; }, i8{1}, u8{1}); }},
    {"A([2**63],'u8')>A([-1],'i8')", [] { return everywhere([](const auto& x, const auto& y) { return x > y; }, u8{9223372036854775808u}, i8{-1}); }},
    {"A([True])+A([True])", [] { return everywhere([](const auto& x, const auto& y) { return x + y; }, b1{true}, b1{true}); }},
    {"~A([True,False])", [] { return everywhere([](const auto& x) { return ~x; }, b1{true, false}); }},
    {"A([True])*2", [] { return everywhere([](const auto& x) { return x * 2; }, b1{true}); }},
    {"np.sqrt(A([-1.,-0.0]))", [] { return everywhere([](const auto& x) { return strand::sqrt(x); }, f8{-1, -0.0}); }},
    {"np.reciprocal(A([2,1,0]))", [] { return everywhere([](const auto& x) { return strand::reciprocal(x); }, i8{2, 1, 0}); }},
    {"np.log(A([0.,-1.]))", [] { return everywhere([](const auto& x) { return strand::log(x); }, f8{0, -1}); }},
    {"np.heaviside(A([0.,-1.,2.]),0.5)", [] { return everywhere([](const auto& x) { return strand::heaviside(x, 0.5); }, f8{0, -1, 2}); }},
    {"np.copysign(A([1.,nan]),-0.0)", [] { return everywhere([](const auto& x) { return strand::copysign(x, -0.0); }, f8{1, n}); }},
    {"np.float_power(A([2]),A([-1]))", [] { return everywhere([](const auto& x, const auto& y) { return strand::float_power(x, y); }, i8{2}, i8{-1}); }},
    {"np.where(A([True,False]),A([1],'i2'),A([2.],'f4'))", [] { return everywhere([](const auto& x, const auto& y, const auto& z) { return strand::where(x, y, z); }, b1{true, false}, i2{1, 1}, f4{2, 2}); }},
    {"np.interp(A([-1.,.5,9.]),A([0.,1.]),A([10.,20.]))", [] { return everywhere([](const auto& x) { return strand::interp(x, f8{0, 1}, f8{10, 20}); }, f8{-1, 0.5, 9}); }},
    {"np.hypot(inf,nan)", [] { return answer_of(strand::hypot(inf, n)); }},
    {"np.logaddexp(-inf,-inf)", [] { return answer_of(strand::logaddexp(-inf, -inf)); }},
    {"np.arctan2(-0.0,-0.0)", [] { return answer_of(strand::arctan2(-0.0, -0.0)); }},
    {"np.nextafter(0.,1.)", [] { return answer_of(strand::nextafter(0.0, 1.0)); }},
    {"np.spacing(1.)", [] { return answer_of(strand::spacing(1.0)); }},
    {"np.isclose(nan,nan)", [] { return answer_of(strand::isclose(n, n)); }},
    {"np.isclose(inf,inf)", [] { return answer_of(strand::isclose(inf, inf)); }},
    {"np.divmod(A([-7.5]),A([2.]))", [] {
         const auto [quotient, remainder] = strand::divmod(repeated(f8{-7.5}), repeated(f8{2}));
         return first_of_repeated(quotient) + "; " + first_of_repeated(remainder);
     }},
    {"A([True])-A([True])", [] { return compiles(subtracts<b1>); }},
    {"-A([True])", [] { return compiles(negates<b1>); }},
    {"a=A([1,2]) ; a+=1.5", [] { return compiles(adds_in_place<i8&, double>); }},
    {"a=A([1.,2.],'f4') ; a+=A([1.,2.])", [] { return added(repeated(f4{1, 2}), repeated(f8{1, 2})); }},
    {"a=A([1,2],'u1') ; a+=A([1,2],'i8')", [] { return compiles(adds_in_place<u1&, i8>); }},
    {"a=A([1,2],'i1') ; a+=A([1,2],'u1')", [] { return added(repeated(i1{1, 2}), repeated(u1{1, 2})); }},
    {"a=A([1,2],'i1') ; a+=A([1,2],'i8')", [] { return added(repeated(i1{1, 2}), repeated(i8{1, 2})); }},
    {"a=A([1.,2.]) ; a+=1j", [] { return compiles(adds_in_place<f8&, std::complex<double>>); }},
    {"a=A([1,2]) ; a+=A([[1,2],[3,4]])", [] { return added(ndarray<std::int64_t>{1, 2}, ndarray<std::int64_t>{{1, 2}, {3, 4}}); }},
    {"a=A([True]) ; a+=1", [] { return compiles(adds_in_place<b1&, int>); }},
    {"a=A([True,False]) ; a&=A([True,True])", [] {
         b1 a = repeated(b1{true, false});
         a &= repeated(b1{true, true});
         return first_of_repeated(a);
     }},
};

}  // namespace

TEST_CASE("elementwise functions answer as NumPy does", "[ops]") { check(numpy_answers::elementwise, rows); }
