// expect: no match for 'operator='|no viable overloaded '='
#include <strand/strand.hpp>

void write_through_const() {
    strand::ndarray<double, 2> a{{1, 2}, {3, 4}};
    const strand::ndarray<double, 2>& read_only = a;
#ifdef GOOD
    a(strand::all, 0) = read_only(strand::all, 1);
#else
    read_only(strand::all, 0) = a(strand::all, 1);
#endif
}
