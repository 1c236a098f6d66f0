// expect: isdtype: a kind is bool, signed integer|not a constant expression
#include <strand/strand.hpp>

void unknown_kind_of_dtype() {
#ifdef GOOD
    static_assert(strand::isdtype<float>("real floating"));
#else
    static_assert(strand::isdtype<float>("float"));
#endif
}
