// SPDX-License-Identifier: BSD-3-Clause
// The literal "1:5, ::-1"_s: Python's slice text, parsed while compiling.
// Grammar: items separated by commas; an item is an integer, start:stop:step with any part left out,
// `...`, or one of `newaxis`, `None`. Anything else does not compile.
#ifndef STRAND_SHAPE_SLICE_LITERAL_HPP
#define STRAND_SHAPE_SLICE_LITERAL_HPP

#include <array>
#include <string_view>
#include <strand/shape/slice.hpp>

namespace strand {

namespace detail {

/// A string that can be a template argument.
template <std::size_t Size>
struct fixed_string {
    char text[Size] = {};
    consteval fixed_string(const char (&source)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = source[i];
    }
    constexpr std::string_view view() const { return {text, Size - 1}; }
};

class slice_parser {
public:
    constexpr explicit slice_parser(std::string_view text) : rest_(text) {}

    constexpr bool at_end() {
        skip_blanks();
        return rest_.empty();
    }
    constexpr slice_item item() {
        skip_blanks();
        if (take("...")) return {slice_item::kind::rest};
        if (take("newaxis") || take("None")) return {slice_item::kind::new_axis};
        const auto [has_start, start] = number();
        if (!take(":")) {
            if (!has_start) throw "slice text: an item must be an integer, start:stop:step, ... or newaxis";
            return {slice_item::kind::index, start};
        }
        const auto [has_stop, stop] = number();
        index_t step = 1;
        if (take(":")) {
            if (const auto [has_step, given] = number(); has_step) step = given;
            if (step == 0) throw "slice text: the step must not be 0";
        }
        const auto interval = has_start && has_stop ? range(start, stop, step)
                              : has_start           ? range(start, none, step)
                              : has_stop            ? range(none, stop, step)
                                                    : range(none, none, step);
        return {slice_item::kind::interval, 0, interval};
    }
    constexpr void separator() {
        if (!at_end() && !take(",")) throw "slice text: items are separated by commas";
    }

private:
    struct maybe_number {
        bool given;
        index_t value;
    };
    constexpr void skip_blanks() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }
    constexpr bool take(std::string_view token) {
        skip_blanks();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    constexpr maybe_number number() {
        const bool negative = take("-");
        skip_blanks();
        index_t value = 0;
        bool given = false;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            value = value * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
            given = true;
        }
        if (negative && !given) throw "slice text: a minus sign needs a number";
        return {given, negative ? -value : value};
    }

    std::string_view rest_;
};

consteval std::size_t count_slice_items(std::string_view text) {
    std::size_t count = 0;
    for (slice_parser parser(text); !parser.at_end(); ++count) {
        parser.item();
        parser.separator();
    }
    if (count == 0) throw "slice text: there must be an item";
    return count;
}

/// The type of a slice literal: its items are part of the type, so that the rank of the view is static.
template <fixed_string Text>
struct slice_literal {
    static constexpr auto slice_items = [] {
        std::array<slice_item, count_slice_items(Text.view())> items{};
        slice_parser parser(Text.view());
        for (slice_item& item : items) {
            item = parser.item();
            parser.separator();
        }
        return items;
    }();
};

}  // namespace detail

namespace literals {
/// Python's slice text: `a("1:5, ::-1"_s)`.
template <detail::fixed_string Text>
consteval detail::slice_literal<Text> operator""_s() {
    return {};
}
}  // namespace literals

}  // namespace strand

#endif
