// SPDX-License-Identifier: BSD-3-Clause
// `mask_selection`: what one mask selects, `a(a > 0)`. The mask may be an expression, which is not
// computed before it is used: `a(a > 0) += 1` is one pass over the array, and no list of indices is made.
// Reads as a 1-d array of the selected elements in C order, copied when they are first read.
#ifndef STRAND_ARRAY_MASK_SELECTION_HPP
#define STRAND_ARRAY_MASK_SELECTION_HPP

#include <strand/array/selection.hpp>

namespace strand {

/// `Mask` is an operand: a borrowed or owned array of bool, a view, or a node.
template <class T, index_t ArrayRank, class Mask>
class mask_selection
    : public detail::selected_elements<
          mask_selection<T, ArrayRank, Mask>, std::remove_const_t<T>,
          ArrayRank == dynamic_rank || rank_of<Mask> == dynamic_rank ? dynamic_rank : ArrayRank - rank_of<Mask> + 1> {
    static constexpr index_t rank =
        ArrayRank == dynamic_rank || rank_of<Mask> == dynamic_rank ? dynamic_rank : ArrayRank - rank_of<Mask> + 1;
    using base = detail::selected_elements<mask_selection, std::remove_const_t<T>, rank>;
    /// The mask may have as many axes as the array; then it is whole if it has, and no indices are needed.
    static constexpr bool may_be_whole = ArrayRank == dynamic_rank || rank_of<Mask> == dynamic_rank || ArrayRank == rank_of<Mask>;

public:
    using value_type = std::remove_const_t<T>;
    using array_type = ndarray<value_type, rank>;
    static constexpr bool is_writable = !std::is_const_v<T>;

    mask_selection(const ndview<T, ArrayRank>& array, Mask mask) : array_(array), mask_(std::move(mask)) {
        const shape_t covered(mask_.shape()), shape(array.shape());
        detail::check_mask_shape(covered, shape, 0);
    }
    mask_selection(const mask_selection&) = default;
    mask_selection(mask_selection&&) = default;

    const Mask& mask() const { return mask_; }
    const ndview<T, ArrayRank>& array() const { return array_; }
    /// The mask covers every axis.
    bool is_whole() const {
        return may_be_whole && static_cast<index_t>(mask_.shape().size()) == array_.ndim();
    }

    /// Writes a number, or an expression that broadcasts to the shape of the selection.
    /// Throws shape_error before anything is written. `a(a < 0) = 0`
    template <class X>
        requires is_writable && detail::storable<X, value_type> && detail::rank_within<X, rank>
    const mask_selection& operator=(const X& x) const {
        write(x);
        return *this;
    }
    const mask_selection& operator=(const mask_selection& other) const
        requires is_writable
    {
        write(other);
        return *this;
    }
    mask_selection& operator=(const mask_selection& other) {
        static_assert(is_writable, "strand: these elements are read-only");
        write(other);
        return *this;
    }

    /// `*this = functor(*this, x)`.
    template <class Functor, class X>
    void update(Functor functor, X&& x) const {
        if constexpr (may_be_whole && detail::rank_of_operand<X>() == 0) {
            if (is_whole()) {
                // Computed everywhere, kept where the mask is set.
                detail::write_elements(array_, detail::make_map(fn::where{}, mask_,
                                                                detail::make_map(fn::cast<value_type>{}, detail::make_map(functor, array_, x)),
                                                                array_));
                base::forget();
                return;
            }
        }
        write(detail::updated(functor, read(), std::forward<X>(x)));
    }

    /// Copies the selected elements.
    array_type read() const {
        if constexpr (may_be_whole) {
            if (is_whole()) {
                return with_mask([&](const detail::memory_view& mask) {
                    ndarray<value_type, 1> result(extents<1>({eval_detail::count_masked(mask)}));
                    eval_detail::read_masked<simd::bytes_of<value_type>>(array_.describe(), mask, result.data(), result.size());
                    return array_type(std::move(result));
                });
            }
        }
        return indexed([](const auto& chosen) { return array_type(chosen.read()); });
    }
    /// The same, into an array that is replaced; its memory is reused where it fits.
    template <class Array>
    void read_into(Array& target) const {
        if constexpr (may_be_whole && Array::static_rank == 1 && std::same_as<value_t<Array>, value_type>) {
            if (is_whole() && !eval_detail::bytes_meet(array_.describe(), target.describe())) {
                return with_mask([&](const detail::memory_view& mask) {
                    const index_t count = eval_detail::count_masked(mask);
                    if (eval_detail::bytes_meet(mask, target.describe())) {
                        target = Array(read());
                        return;
                    }
                    target.prepare(extents<1>({count}));
                    eval_detail::read_masked<simd::bytes_of<value_type>>(array_.describe(), mask, target.data(), count);
                });
            }
        }
        target = Array(read());
    }

private:
    /// Calls `visit` with the mask in memory.
    template <class Visit>
    auto with_mask(Visit visit) const {
        if constexpr (detail::strided_memory<Mask>) return visit(mask_.describe());
        else return visit(ndarray<bool, rank_of<Mask>>(mask_).describe());
    }
    /// Calls `visit` with the same as an index of positions.
    template <class Visit>
    auto indexed(Visit visit) const {
        return with_mask([&](const detail::memory_view& mask) {
            detail::index_item item;
            detail::describe_index(item, mask, true, {});
            return visit(selection<T, rank>(array_, {&item, 1}, {}));
        });
    }
    template <class X>
    void write(const X& x) const {
        if constexpr (may_be_whole) {
            if (is_whole()) {
                write_whole(x);
                base::forget();
                return;
            }
        }
        indexed([&](const auto& chosen) { chosen = x; });
        base::forget();
    }
    template <class X>
    void write_whole(const X& x) const {
        if constexpr (!expression<X>) {
            detail::write_elements(array_, detail::make_map(fn::where{}, mask_, literal<value_type>(detail::number_as<value_type>(x)), array_));
        } else if constexpr (rank_of<X> == 0) {
            detail::write_elements(array_, detail::make_map(fn::where{}, mask_, detail::make_map(fn::cast<value_type>{}, x), array_));
        } else {
            const auto& elements = detail::elements_of<value_type>(x);
            with_mask([&](detail::memory_view mask) {
                eval_detail::operand_copies copies(kernel::copier_of<value_type, bool>);
                detail::memory_view values = elements.describe();
                const detail::memory_view whole = array_.describe();
                const index_t count = eval_detail::count_masked(mask);
                detail::check_broadcasts_to(values.shape(), std::span<const index_t>(&count, 1));
                if (eval_detail::bytes_meet(whole, mask)) eval_detail::copy_operand(mask, copies);
                if (values.rank == 1 && values.extents[0] == count && (values.strides[0] != 1 || eval_detail::bytes_meet(whole, values))) {
                    eval_detail::copy_operand(values, copies);
                }
                const bool one = values.rank == 0 || values.extents[0] != count;
                value_type single{};
                if (one && count > 0) single = *static_cast<const value_type*>(values.data);
                eval_detail::write_masked<simd::bytes_of<value_type>>(whole, mask, one ? &single : values.data, count, one ? 0 : 1);
            });
        }
    }

    ndview<T, ArrayRank> array_;
    Mask mask_;
};

namespace detail {

template <class X>
concept index_mask = index_values<X> && holds_truth<X>();

template <index_mask Mask>
struct selector<Mask> {
    template <class T, index_t Rank>
    static auto select(const ndview<T, Rank>& array, Mask&& mask) {
        if constexpr (expression<Mask>) {
            static_assert(Rank == dynamic_rank || rank_of<Mask> <= Rank, "strand: the mask has more axes than the array");
            using Operand = operand_t<Mask>;
            return mask_selection<T, Rank, Operand>(array, Operand(std::forward<Mask>(mask)));
        } else {
            ndarray<bool, 1> values(extents<1>({static_cast<index_t>(std::size(mask))}));
            bool* out = values.data();
            for (const bool value : mask) *out++ = value;
            return mask_selection<T, Rank, ndarray<bool, 1>>(array, std::move(values));
        }
    }
};

}  // namespace detail
}  // namespace strand

#endif
