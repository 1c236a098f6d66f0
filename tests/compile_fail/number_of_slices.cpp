// expect: more slices than the array has axes
#include <strand/strand.hpp>

void number_of_slices() {
    strand::ndarray<double, 2> a{{1, 2}, {3, 4}};
#ifdef GOOD
    a(strand::all, 0) = 5;
#else
    a(strand::all, strand::all, 0) = 5;
#endif
}
