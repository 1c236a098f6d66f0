// expect: no match for .operator&.|invalid operands to binary expression
#include <strand/strand.hpp>

void bits_of_floats() {
    const strand::ndarray<double> a{1.0, 2.0};
#ifdef GOOD
    const strand::ndarray<bool> b = a && a;
#else
    const strand::ndarray<double> b = a & a;
#endif
}
