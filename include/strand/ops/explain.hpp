// SPDX-License-Identifier: BSD-3-Clause
// `explain(e)`: how an expression would be computed, in words; `build_info()`: what strand was built for.
#ifndef STRAND_OPS_EXPLAIN_HPP
#define STRAND_OPS_EXPLAIN_HPP

#include <strand/ops/evaluate.hpp>
#include <strand/plan/describe.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// "add(#1, multiply(#2, constant))": functors by name, operands by number, left to right.
template <class E>
void describe_node(const E& x, std::string& text, int& operand) {
    if constexpr (strand::detail::node<E>) {
        text += E::functor_type::name;
        const char* separator = "(";
        x.operands().for_each([&](const auto& part) {
            text += separator;
            separator = ", ";
            describe_node(part, text, operand);
        });
        text += ")";
    } else {
        text += '#' + std::to_string(++operand);
    }
}

/// The element types of all leaves, left to right.
template <class E>
void collect_dtypes(const E& x, const char**& out) {
    if constexpr (strand::detail::node<E>) {
        x.operands().for_each([&](const auto& part) { collect_dtypes(part, out); });
    } else {
        *out++ = strand::detail::dtype_name<typename E::value_type>();
    }
}

template <class T, class E>
std::string explain_into(const strand::detail::memory_view& destination, const E& x) {
    constexpr std::size_t leaves = strand::detail::leaf_count<E>;
    strand::detail::memory_view operands[1 + leaves];
    const char* dtypes[1 + leaves] = {strand::detail::dtype_name<T>()};
    const char** next = dtypes + 1;
    operands[0] = destination;
    eval_detail::collect_leaves(x, operands + 1);
    collect_dtypes(x, next);
    const auto plan = eval_detail::plan_assignment(operands, nullptr);

    std::string text = "shape      " + strand::detail::tuple_text(destination.shape()) + " " + dtypes[0] + "\n";
    text += "axes       " + strand::detail::describe_axes(plan) + "\n";
    for (std::size_t i = 0; i <= leaves; ++i) {
        text += i == 0 ? "result     " : "operand #" + std::to_string(i) + " ";
        text += std::string(dtypes[i]) + " " + strand::detail::describe_access(plan, static_cast<index_t>(i)) + "\n";
    }
    int operand = 0;
    text += "kernel     ";
    describe_node(x, text, operand);
    using skeleton = eval_detail::skeleton_t<E>;
    const kernel::row_kernels& kernels = kernel::map_kernels<skeleton, T>;
    const bool one_by_one = !eval_detail::lies_as_taken(plan, kernels) && eval_detail::manner_of(plan, kernels) == eval_detail::manner::elements;
    if (one_by_one) text += ", element by element";
    constexpr index_t lanes = kernel::kernel_lanes<eval_detail::skeleton_t<E>, T>;
    text += "\nSIMD       " + std::to_string(lanes) + (lanes == 1 ? " lane" : " lanes") + " in registers of " +
            std::to_string(simd::register_bytes) + " bytes\n";
    text += "temporary  ";
    const std::string few = plan.copied == 1 ? "1 operand" : std::to_string(plan.copied) + " operands";
    const bool slabs = plan.aside.rows > 0 && plan.aside.rows < destination.extents[plan.aside.axis];
    if (plan.copied == 0) text += "none";
    else if (plan.aside.rows > 0) text += std::string(slabs ? "slabs of " : "") + "the result, which overlaps " + few;
    else text += (plan.copied == 1 ? "a copy of " + few + ", which overlaps" : "copies of " + few + ", which overlap") + " the result";
    return text += "\n";
}

}  // namespace detail_isa

/// How an expression would be computed into a new array: shape, axes after fusing, how each operand comes
/// in, the kernel and its SIMD width, temporaries. Computes nothing. `std::cout << explain(a + b.T())`
template <expression E>
std::string explain(const E& x) {
    using T = value_t<E>;
    const shape_t shape(x.shape());
    shape_t strides(shape.size(), 0);
    strand::detail::dense_strides(shape, row_major, strides.data());
    const strand::detail::memory_view place{nullptr, shape.data(), strides.data(), shape.size(),
                                            static_cast<index_t>(sizeof(T)), true, false};
    return detail_isa::explain_into<T>(place, x);
}
/// How it would be computed into existing elements, which it may overlap. `explain(a, a.T() + a)`
template <detail::strided_memory Out, expression E>
std::string explain(const Out& out, const E& x) {
    return detail_isa::explain_into<value_t<Out>>(out.describe(), x);
}

/// Version, instruction set, register width, xsimd's version, and whether checks are on.
inline std::string build_info() {
    const auto spell = [](int major, int minor, int patch) {
        return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
    };
    std::string text = "strand " + spell(STRAND_VERSION_MAJOR, STRAND_VERSION_MINOR, STRAND_VERSION_PATCH);
    text += std::string(", " STRAND_ISA_NAME ", registers of ") + std::to_string(simd::register_bytes) + " bytes";
    const int* xsimd = simd::xsimd_version;
    text += xsimd[0] > 0 ? ", xsimd " + spell(xsimd[0], xsimd[1], xsimd[2]) : ", without xsimd";
    return text + (STRAND_CHECKED ? ", checked" : ", not checked");
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
