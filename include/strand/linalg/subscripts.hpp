// SPDX-License-Identifier: BSD-3-Clause
// The subscripts of einsum: "ij,jk->ik". In: the text and the operands' ranks. Out: a label for every
// axis of every operand and of the output, or the fault in the text. Works while compiling too.
//
//   subscripts := term (',' term)* ['->' term]     one term per operand, then the output
//   term       := (letter | '...' | ' ')*          at most one ellipsis
//
// Labels are the bits of a set: A..Z 0..25, a..z 26..51, so that ascending order is that of the letters.
// The axes that '...' stands for take the highest bits that no letter in use has, aligned at the last.
// Without '->' the output is '...' and then each letter that is used once, in ascending order.
// Grammar: https://numpy.org/doc/stable/reference/generated/numpy.einsum.html
#ifndef STRAND_LINALG_SUBSCRIPTS_HPP
#define STRAND_LINALG_SUBSCRIPTS_HPP

#include <bit>
#include <string_view>
#include <strand/shape/extents.hpp>

namespace strand::detail {

/// A set of labels, one bit each.
using label_set = std::uint64_t;
using label = std::uint8_t;
inline constexpr index_t most_labels = 64;

constexpr label_set set_of(label l) { return label_set{1} << l; }
/// The label with the lowest bit; the set is not empty.
constexpr label first_of(label_set set) { return static_cast<label>(std::countr_zero(set)); }
constexpr index_t count_of(label_set set) { return std::popcount(set); }

enum class subscript_fault : unsigned char {
    none,
    bad_character,     // neither letter nor punctuation
    lone_dot,          // a dot outside of an ellipsis, or a second ellipsis
    half_arrow,        // '-' without '>'
    operand_count,     // not one term per operand
    too_few_labels,    // an operand has more axes than its term names
    too_many_labels,   // an operand has fewer axes than its term names
    twice_in_output,   // an output label given again
    unknown_label,     // an output label that no operand has
    ellipsis_missing,  // '...' stands for axes, and the output does not have it
    too_many_axes      // more different axes than labels
};

/// What the text says, or the first thing that is wrong with it.
struct subscripts {
    std::string_view text;
    subscript_fault fault = subscript_fault::none;
    index_t place = 0;      // term with the fault; -1: the output
    char culprit = 0;       // character with the fault
    index_t terms = 0;      // of operands
    label_set letters = 0;  // all of them
    label_set repeated = 0;
    bool is_explicit = false;        // has '->'
    bool output_ellipsis = false;    // the output has '...', in front when it is implicit
    index_t output_letters = 0;
    index_t broadcast_rank = 0;      // axes of '...', the most of all operands; -1: not known yet
    const char* output = nullptr;    // the text behind '->'

    constexpr bool ok() const { return fault == subscript_fault::none; }
    /// Number of axes of the output, or dynamic_rank.
    constexpr index_t output_rank() const {
        if (!output_ellipsis) return output_letters;
        return broadcast_rank < 0 ? dynamic_rank : output_letters + broadcast_rank;
    }
    /// The label of axis k of '...', counted from the last.
    constexpr label broadcast_label(index_t k) const {
        label_set free = ~letters;
        for (; k > 0; --k) free &= ~(label_set{1} << (63 - std::countl_zero(free)));
        return static_cast<label>(63 - std::countl_zero(free));
    }
};

/// The label of a letter, or -1.
constexpr int label_of_letter(char c) {
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    return c >= 'A' && c <= 'Z' ? c - 'A' : -1;
}
constexpr char letter_of(label l) { return static_cast<char>(l < 26 ? 'A' + l : 'a' + (l - 26)); }

struct subscript_term {
    subscript_fault fault = subscript_fault::none;
    char culprit = 0;
    index_t letter_count = 0;
    label_set letters = 0, repeated = 0;
    bool has_ellipsis = false;
};

/// Reads up to the end of a term of an operand (a comma or '-'), or of the output (the end).
constexpr subscript_term read_term(const char*& at, const char* end, bool is_output) {
    subscript_term term;
    for (; at != end; ++at) {
        const char c = *at;
        if (const int found = label_of_letter(c); found >= 0) {
            const label_set bit = set_of(static_cast<label>(found));
            if ((term.letters & bit) && term.culprit == 0) term.culprit = c;
            term.repeated |= term.letters & bit;
            term.letters |= bit;
            ++term.letter_count;
        } else if (c == '.') {
            if (term.has_ellipsis || end - at < 3 || at[1] != '.' || at[2] != '.') {
                term.fault = subscript_fault::lone_dot;
                return term;
            }
            term.has_ellipsis = true;
            at += 2;
        } else if (c != ' ') {
            if (!is_output && (c == ',' || c == '-')) return term;
            term.fault = subscript_fault::bad_character;
            term.culprit = c;
            return term;
        }
    }
    return term;
}

/// Reads and checks the text. `ranks` has one entry per operand; dynamic_rank leaves out the checks that
/// need it.
constexpr subscripts parse_subscripts(std::string_view text, dims_view ranks) {
    subscripts result;
    result.text = text;
    const auto fail = [&result](subscript_fault fault, index_t place, char culprit = 0) {
        result.fault = fault;
        result.place = place;
        result.culprit = culprit;
        return result;
    };
    const char *at = text.data(), *const end = text.data() + text.size();
    const index_t operands = static_cast<index_t>(ranks.size());
    bool any_ellipsis = false, more = true;
    while (more) {
        const subscript_term term = read_term(at, end, false);
        const index_t place = result.terms++;
        if (term.fault != subscript_fault::none) return fail(term.fault, place, term.culprit);
        result.repeated |= term.repeated | (result.letters & term.letters);
        result.letters |= term.letters;
        more = at != end && *at == ',';
        if (more) ++at;
        if (place >= operands) continue;  // counted, and then found wrong
        const index_t rank = ranks[static_cast<std::size_t>(place)], others = rank - term.letter_count;
        any_ellipsis |= term.has_ellipsis;
        if (rank != dynamic_rank) {
            if (others < 0) return fail(subscript_fault::too_many_labels, place);
            if (others > 0 && !term.has_ellipsis) return fail(subscript_fault::too_few_labels, place);
            if (result.broadcast_rank >= 0 && others > result.broadcast_rank) result.broadcast_rank = others;
        } else if (term.has_ellipsis) {
            result.broadcast_rank = -1;
        }
    }
    if (at != end) {
        if (end - at < 2 || at[1] != '>') return fail(subscript_fault::half_arrow, result.terms - 1);
        at += 2;
        result.is_explicit = true;
        result.output = at;
        const subscript_term term = read_term(at, end, true);
        if (term.fault != subscript_fault::none) return fail(term.fault, -1, term.culprit);
        if (term.repeated) return fail(subscript_fault::twice_in_output, -1, term.culprit);
        if (const label_set unknown = term.letters & ~result.letters) {
            return fail(subscript_fault::unknown_label, -1, letter_of(first_of(unknown)));
        }
        result.output_ellipsis = term.has_ellipsis;
        result.output_letters = term.letter_count;
    } else {
        result.output_ellipsis = any_ellipsis;
        result.output_letters = count_of(result.letters & ~result.repeated);
    }
    if (result.terms != operands) return fail(subscript_fault::operand_count, result.terms);
    if (result.broadcast_rank > 0 && !result.output_ellipsis) return fail(subscript_fault::ellipsis_missing, -1);
    if (count_of(result.letters) + result.broadcast_rank > most_labels) return fail(subscript_fault::too_many_axes, -1);
    return result;
}

/// Writes the labels of all axes of all operands, one operand behind the other, then those of the output;
/// returns the end. The subscripts are right and all ranks known.
constexpr label* write_labels(const subscripts& from, dims_view ranks, label* out) {
    const auto write_term = [&from, &out](const char*& at, const char* end, index_t others) {
        for (; at != end && *at != ',' && *at != '-'; ++at) {
            if (*at == '.') {
                for (index_t k = others; k-- > 0;) *out++ = from.broadcast_label(k);
                at += 2;
            } else if (*at != ' ') {
                *out++ = static_cast<label>(label_of_letter(*at));
            }
        }
    };
    const char *at = from.text.data(), *const end = at + from.text.size();
    for (const index_t rank : ranks) {
        index_t letters = 0;
        for (const char* c = at; c != end && *c != ',' && *c != '-'; ++c) letters += label_of_letter(*c) >= 0;
        write_term(at, end, rank - letters);
        if (at != end) ++at;
    }
    if (from.is_explicit) {
        at = from.output;
        write_term(at, end, from.broadcast_rank);
        return out;
    }
    if (from.output_ellipsis) {
        for (index_t k = from.broadcast_rank; k-- > 0;) *out++ = from.broadcast_label(k);
    }
    for (label_set once = from.letters & ~from.repeated; once; once &= once - 1) *out++ = first_of(once);
    return out;
}

/// "label 'i'", or "an axis of '...'".
inline std::string label_text(const subscripts& from, label l) {
    if (from.letters & set_of(l)) return std::string("label '") + letter_of(l) + "'";
    return "an axis of '...'";
}

/// einsum("ij,jk"): what every error text begins with.
inline std::string subscripts_text(std::string_view text) { return "einsum(\"" + std::string(text) + "\"): "; }

/// Throws for a fault that the subscripts have; value_error, or shape_error where a rank does not fit.
[[noreturn]] STRAND_COLD inline void throw_fault(const subscripts& from, std::span<const dims_view> shapes) {
    std::string text = subscripts_text(from.text);
    const std::string where = from.place < 0 ? "the output" : "operand " + std::to_string(from.place);
    const auto quoted = [&from] { return std::string("'") + from.culprit + "'"; };
    switch (from.fault) {
        case subscript_fault::bad_character:
            throw_value(text + quoted() + " in the subscripts of " + where + " is not a letter");
        case subscript_fault::lone_dot:
            throw_value(text + "the subscripts of " + where + " have a '.' that is not part of one ellipsis '...'");
        case subscript_fault::half_arrow: throw_value(text + "'-' without '>' after it");
        case subscript_fault::operand_count:
            throw_value(text + "subscripts for " + std::to_string(from.terms) +
                        (from.terms == 1 ? " operand, but " : " operands, but ") +
                        std::to_string(shapes.size()) + (shapes.size() == 1 ? " is given" : " are given"));
        case subscript_fault::twice_in_output: throw_value(text + "label " + quoted() + " is twice in the output");
        case subscript_fault::unknown_label:
            throw_value(text + "label " + quoted() + " of the output is in no operand");
        case subscript_fault::ellipsis_missing:
            throw_value(text + "'...' stands for " + std::to_string(from.broadcast_rank) +
                        (from.broadcast_rank == 1 ? " axis, and the output has no '...' for it"
                                                   : " axes, and the output has no '...' for them"));
        case subscript_fault::too_many_axes:
            throw_value(text + "more than " + std::to_string(most_labels) + " different axes");
        default: break;
    }
    const dims_view shape = shapes[static_cast<std::size_t>(from.place)];
    throw_shape(text + where + " of shape " + tuple_text(shape) + " has " +
                (from.fault == subscript_fault::too_few_labels ? "more axes than labels, and no '...' for the others"
                                                               : "fewer axes than labels"));
}

}  // namespace strand::detail

#endif
