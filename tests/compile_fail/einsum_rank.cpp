// expect: einsum: an operand has more axes than labels
#include <strand/strand.hpp>

void einsum_rank() {
    const auto a = strand::ones<double>({2, 3});
#ifdef GOOD
    (void)strand::einsum<"ij,ij->i">(a, a);
#else
    (void)strand::einsum<"ij,i->i">(a, a);
#endif
}
