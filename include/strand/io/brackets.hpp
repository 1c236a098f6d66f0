// SPDX-License-Identifier: BSD-3-Clause
// Lays the texts of elements out as NumPy does: nested brackets, columns below each other, long
// rows wrapped, the middle of large arrays left out. In: an extent per axis and the texts in C
// order. Out: one string. Knows neither element types nor memory.
#ifndef STRAND_IO_BRACKETS_HPP
#define STRAND_IO_BRACKETS_HPP

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#include <strand/core/types.hpp>

namespace strand::detail {

/// Which indices of each axis are shown: all of them, or the first and last `edge` ones.
struct shown_axes {
    struct axis {
        index_t extent;  // in the array
        index_t shown;   // how many of them are looked at
        bool cut;        // whether "..." stands for the others

        /// Index in the array of the i-th one shown.
        index_t source(index_t i) const { return cut && i >= shown - shown / 2 ? extent - shown + i : i; }
    };
    std::vector<axis> axes;
    index_t edge = 0;

    index_t count() const {
        index_t product = 1;
        for (const axis& a : axes) product *= a.shown;
        return product;
    }
};

/// An axis is cut when the array has more than `threshold` elements and the axis more than 2 *
/// edge. With edge 0 NumPy looks at every element to choose the format, and shows the last one.
inline shown_axes choose_shown(std::span<const index_t> extents, index_t threshold, index_t edge) {
    index_t size = 1;
    for (const index_t extent : extents) size *= extent;
    shown_axes result;
    result.edge = edge;
    for (const index_t extent : extents) {
        const bool cut = size > threshold && extent > 2 * edge;
        result.axes.push_back({extent, cut && edge > 0 ? 2 * edge : extent, cut});
    }
    return result;
}

/// Texts of elements, one behind the other in a single string.
class cell_list {
public:
    /// To be appended to; end_cell() closes the cell.
    std::string& text() { return text_; }
    void end_cell() { ends_.push_back(text_.size()); }
    std::string_view operator[](index_t i) const {
        const auto n = static_cast<std::size_t>(i);
        const std::size_t begin = n == 0 ? 0 : ends_[n - 1];
        return std::string_view(text_).substr(begin, ends_[n] - begin);
    }

private:
    std::string text_;
    std::vector<std::size_t> ends_;
};

class bracket_writer {
public:
    bracket_writer(const shown_axes& axes, const cell_list& cells, index_t linewidth)
        : axes_(axes), cells_(cells), linewidth_(linewidth) {}

    std::string write() {
        write_axis(0, 0);
        return std::move(out_);
    }

private:
    /// `first`: place of the first cell below this axis. Rows of the last axis wrap, other axes put
    /// their parts on lines of their own, with an empty line for every further axis below.
    void write_axis(std::size_t depth, index_t first) {
        if (depth + 1 == axes_.axes.size()) {
            write_row(depth, first);
            return;
        }
        index_t below = 1;
        for (std::size_t d = depth + 1; d < axes_.axes.size(); ++d) below *= axes_.axes[d].shown;
        const std::string separator(axes_.axes.size() - depth - 1, '\n');
        out_ += '[';
        for_each_part(depth, [&](index_t i, bool is_first) {
            if (!is_first) {
                out_ += separator;
                out_.append(depth + 1, ' ');
            }
            if (i < 0) out_ += "...";
            else write_axis(depth + 1, first + i * below);
        });
        out_ += ']';
    }

    void write_row(std::size_t depth, index_t first) {
        const std::size_t indent = depth + 1;
        // One column is kept free for each closing bracket.
        const index_t width = linewidth_ - static_cast<index_t>(depth) - 1;
        out_ += '[';
        std::size_t line_start = out_.size() - indent;
        for_each_part(depth, [&](index_t i, bool is_first) {
            if (!is_first) out_ += ' ';
            const std::string_view word = i < 0 ? std::string_view("...") : cells_[first + i];
            const std::size_t used = out_.size() - line_start;
            if (used > indent && static_cast<index_t>(used + word.size()) > width) {
                while (out_.back() == ' ') out_.pop_back();
                out_ += '\n';
                line_start = out_.size();
                out_.append(indent, ' ');
            }
            out_ += word;
        });
        out_ += ']';
    }

    /// Calls f(i, is_first) for the shown indices of an axis in order, with i = -1 for "...".
    template <class F>
    void for_each_part(std::size_t depth, F f) const {
        const shown_axes::axis& axis = axes_.axes[depth];
        if (!axis.cut) {
            for (index_t i = 0; i < axis.shown; ++i) f(i, i == 0);
            return;
        }
        for (index_t i = 0; i < axes_.edge; ++i) f(i, i == 0);
        f(-1, axes_.edge == 0);
        const index_t last = axes_.edge == 0 ? 1 : axes_.edge;
        for (index_t i = axis.shown - last; i < axis.shown; ++i) f(i, false);
    }

    const shown_axes& axes_;
    const cell_list& cells_;
    index_t linewidth_;
    std::string out_;
};

}  // namespace strand::detail

#endif
