// expect: (no match for .operator\+=.|no viable overloaded '\+=').*
#include <strand/strand.hpp>

void add_floats_to_integers() {
    strand::ndarray<int> counts{1, 2};
    const strand::ndarray<double> a{0.5, 1.5};
#ifdef GOOD
    counts += strand::astype<int>(a);
#else
    counts += a;
#endif
}
