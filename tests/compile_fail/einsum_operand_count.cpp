// expect: einsum: the number of operands is not the number of terms
#include <strand/strand.hpp>

void einsum_operand_count() {
    const auto a = strand::ones<double>({2, 3});
#ifdef GOOD
    (void)strand::einsum<"ij,kj">(a, a);
#else
    (void)strand::einsum<"ij,kj">(a);
#endif
}
