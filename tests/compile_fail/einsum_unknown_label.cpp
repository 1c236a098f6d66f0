// expect: einsum: a label of the output is in no operand
#include <strand/strand.hpp>

void einsum_unknown_label() {
    const auto a = strand::ones<double>({2, 3});
#ifdef GOOD
    (void)strand::einsum<"ij,kj->ik">(a, a);
#else
    (void)strand::einsum<"ij,kj->il">(a, a);
#endif
}
