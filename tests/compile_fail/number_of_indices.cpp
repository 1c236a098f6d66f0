// expect: the number of indices must equal the rank of the array
#include <strand/strand.hpp>

void number_of_indices() {
    strand::ndarray<double, 2> a{{1, 2}, {3, 4}};
#ifdef GOOD
    a(1, 0) = 5;
#else
    a(1) = 5;
#endif
}
