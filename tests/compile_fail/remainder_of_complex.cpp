// expect: no match for .operator%.|invalid operands to binary expression
#include <complex>
#include <strand/strand.hpp>

void remainder_of_complex() {
    const strand::ndarray<std::complex<float>> a{1.0f, 2.0f};
#ifdef GOOD
    const strand::ndarray<float> b = a.real() % a.imag();
#else
    const strand::ndarray<std::complex<float>> b = a % a;
#endif
}
