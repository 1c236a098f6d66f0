// expect: array_equal
#include <strand/strand.hpp>

void array_as_condition() {
    const strand::ndarray<double> a{{1, 2}, {3, 4}};
#ifdef GOOD
    if (strand::all(a == a)) return;
#else
    if (a == a) return;
#endif
}
