// expect: no match for 'operator='|no viable overloaded '='
#include <strand/strand.hpp>

void assign_scalar_to_owner() {
    strand::ndarray<double> a{{1, 2}, {3, 4}};
#ifdef GOOD
    a.fill(5);
#else
    a = 5;
#endif
}
