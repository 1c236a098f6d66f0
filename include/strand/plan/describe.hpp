// SPDX-License-Identifier: BSD-3-Clause
// Plans as text, for explain and for tests: a slow path chosen by mistake must be visible.
#ifndef STRAND_PLAN_DESCRIBE_HPP
#define STRAND_PLAN_DESCRIBE_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

inline const char* access_name(access how) {
    switch (how) {
        case access::constant: return "constant";
        case access::contiguous: return "contiguous";
        case access::splat: return "splat";
        case access::strided: return "strided";
        case access::reversed: return "reversed";
        case access::every_second: return "every second";
        case access::one_by_one: return "one by one";
        case access::transposed: return "transposed";
        case access::periodic: return "periodic";
        case access::streamed: return "contiguous, streamed";
    }
    return "";
}

/// "contiguous", "strided (step 2)": how an operand comes in, with the step in elements where it has one.
inline std::string describe_access(const loop_plan& plan, index_t operand) {
    const planned_operand& it = plan.operands[operand];
    std::string text = access_name(it.how);
    if (it.how == access::strided && !it.joined && plan.rank() > 0 && it.itemsize > 0 &&
        plan.stride(plan.rank() - 1, operand) % it.itemsize == 0) {
        text += " (step " + std::to_string(plan.stride(plan.rank() - 1, operand) / it.itemsize) + ")";
    }
    return text;
}

/// "(1000, 1000)", "(3000000,) as rows of 3": the axes that are left after dropping and fusing.
inline std::string describe_axes(const loop_plan& plan) {
    std::string text = tuple_text(plan.extents);
    if (!plan.joined_extents.empty()) text += ", the last joined from " + tuple_text(plan.joined_extents);
    if (plan.flat) text += ", the last two walked as one";
    if (plan.panel_rows > 0) text += ", rows folded into each other";
    if (plan.row_parts > 0) text += ", each row folded in " + std::to_string(plan.row_parts) + (plan.row_parts == 1 ? " part" : " parts");
    return text;
}

}  // namespace strand::detail

#endif
