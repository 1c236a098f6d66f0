// SPDX-License-Identifier: BSD-3-Clause
// An array put together from blocks: block. In: rows of arrays in nested braces or ranges. Out: one new array; every
// block is computed straight into its place. In braces all blocks have one element type.
#ifndef STRAND_OPS_BLOCK_HPP
#define STRAND_OPS_BLOCK_HPP

#include <strand/ops/join.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using block_rows = std::vector<std::vector<join_part>>;

/// Rows of blocks beside each other along the last axis lie below each other along the one before it. `depth` is how
/// many axes the braces alone make.
STRAND_NOINLINE inline shape_t shape_of_blocks(const block_rows& rows, index_t depth, join_rule& rule, std::vector<index_t>& heights) {
    index_t rank = depth;
    for (const auto& row : rows) {
        for (const join_part& part : row) rank = part.shape.size() > rank ? part.shape.size() : rank;
    }
    rule = {"block", joining::blocks, rank - 1};
    if (rows.empty()) strand::detail::throw_value("block needs at least one array");
    shape_t result = joined_shape(rule, rows[0]);
    if (depth == 1) return result;
    const shape_t first = result;
    result[rank - 2] = 0;
    for (const auto& row : rows) {
        const shape_t shape = joined_shape(rule, row);
        heights.push_back(shape[rank - 2]);
        bool fits = true;
        for (index_t axis = 0; axis < rank; ++axis) fits &= axis == rank - 2 || shape[axis] == first[axis];
        if (!fits) {
            strand::detail::throw_shape("block: rows 0 and " + std::to_string(heights.size() - 1) + " of shapes " + to_string(first) + " and " +
                                        to_string(shape) + " do not fit below each other");
        }
        result[rank - 2] += heights.back();
    }
    return result;
}

template <class T>
ndarray<T> joined_blocks(const block_rows& rows, index_t depth) {
    join_rule rule{};
    std::vector<index_t> heights;
    ndarray<T> result(shape_of_blocks(rows, depth, rule, heights));
    const region whole(result.describe());
    if (depth == 1) {
        fill_joined<simd::bytes_of<T>>(whole, rule, rows[0]);
        return result;
    }
    index_t start = 0;
    for (std::size_t k = 0; k < rows.size(); start += heights[k++]) {
        fill_joined<simd::bytes_of<T>>(whole.cut(rule.axis - 1, start, heights[k]), rule, rows[k]);
    }
    return result;
}

template <class T>
struct braced_blocks {
    ndarray<T> operator()(std::initializer_list<std::initializer_list<braced_part<T>>> rows) const {
        block_rows parts;
        for (const auto& row : rows) {
            parts.emplace_back();
            for (const auto& it : row) parts.back().push_back(it.part);
        }
        return joined_blocks<T>(parts, 2);
    }
};

template <class... T>
struct block_function : braced_blocks<T>... {
    using braced_blocks<T>::operator()...;

    /// A range of ranges of arrays.
    template <class Rows>
        requires(!expression<Rows>) && expression_range<decltype(*std::begin(std::declval<const Rows&>()))>
    auto operator()(const Rows& rows) const {
        using Value = value_t<decltype(*std::begin(*std::begin(rows)))>;
        block_rows parts;
        for (const auto& row : rows) {
            parts.emplace_back();
            for (const auto& e : row) parts.back().push_back(make_join_part<Value>(e));
        }
        return joined_blocks<Value>(parts, 2);
    }
    /// A range of arrays is one row.
    template <expression_range Row>
    auto operator()(const Row& row) const {
        using Value = value_t<decltype(*std::begin(row))>;
        block_rows parts(1);
        for (const auto& e : row) parts[0].push_back(make_join_part<Value>(e));
        return joined_blocks<Value>(parts, 1);
    }
};
template <class... T>
block_function<T...> block_of(const join_function<concatenate_rule, T...>&);

}  // namespace detail_isa

/// One array of rows of blocks: in a row they stand beside each other along the last axis, rows below each other along the
/// one before it. Blocks with fewer axes get axes in front. A range of arrays is one row. **Throws** shape_error where
/// blocks do not fit, value_error without any. `block({{a, b}, {c, d}})`
inline constexpr decltype(detail_isa::block_of(concatenate)) block{};

}  // namespace STRAND_ISA
}  // namespace strand

#endif
