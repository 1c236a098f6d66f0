// expect: einsum: a label is twice in the output
#include <strand/strand.hpp>

void einsum_label_twice() {
    const auto a = strand::ones<double>({2, 3});
#ifdef GOOD
    (void)strand::einsum<"ij->ji">(a);
#else
    (void)strand::einsum<"ij->jij">(a);
#endif
}
