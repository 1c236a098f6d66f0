// expect: no match for 'operator-'|invalid operands to binary expression
#include <strand/strand.hpp>

void subtract_bools() {
    const strand::ndarray<bool> a{{true, false}};
#ifdef GOOD
    const strand::ndarray<bool> b = a != a;
#else
    const strand::ndarray<bool> b = a - a;
#endif
}
