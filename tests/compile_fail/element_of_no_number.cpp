// expect: the element type must be bool, a fixed-width integer
#include <strand/strand.hpp>

void element_of_no_number() {
#ifdef GOOD
    strand::ndarray<float> a;
#else
    strand::ndarray<const char*> a;
#endif
}
