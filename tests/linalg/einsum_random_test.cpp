// SPDX-License-Identifier: BSD-3-Clause
// Generated subscripts over random layouts, against an interpreter of its own that walks all indices.
#include <algorithm>
#include <map>
#include "support/catch.hpp"
#include "support/layouts.hpp"

using namespace layouts;

namespace {

/// The axes of a term: letters, and the axes of '...' as the characters 1, 2, ... from the last.
std::string axes_of(const std::string& term, index_t rank) {
    std::string letters, axes;
    for (const char c : term) {
        if (c != ' ' && c != '.') letters += c;
    }
    bool dots = false;
    for (const char c : term) {
        if (c == ' ' || (c == '.' && dots)) continue;
        if (c == '.') {
            dots = true;
            for (index_t k = rank - static_cast<index_t>(letters.size()); k > 0; --k) axes += static_cast<char>(k);
        } else {
            axes += c;
        }
    }
    return axes;
}

template <class T>
T sum_of(T a, T b) {
    if constexpr (std::same_as<T, bool>) return a || b;
    else return static_cast<T>(a + b);
}
template <class T>
T product_of(T a, T b) {
    if constexpr (std::same_as<T, bool>) return a && b;
    else return static_cast<T>(a * b);
}

/// What einsum must give: for every index of the output, all products over all other indices.
template <class T>
std::pair<shape_t, std::vector<T>> interpreted(const std::string& text, const std::vector<strand::ndview<T>>& operands) {
    std::vector<std::string> terms;
    std::string inputs = text.substr(0, text.find("->")), term;
    for (const char c : inputs + ",") {
        if (c == ',') terms.push_back(std::exchange(term, ""));
        else term += c;
    }
    std::map<char, index_t> extent;
    std::map<char, int> uses;
    std::vector<std::string> axes;
    index_t most_dots = 0;
    for (std::size_t k = 0; k < operands.size(); ++k) {
        axes.push_back(axes_of(terms[k], operands[k].ndim()));
        for (std::size_t i = 0; i < axes[k].size(); ++i) {
            index_t& e = extent.try_emplace(axes[k][i], 1).first->second;
            if (operands[k].shape()[static_cast<index_t>(i)] != 1) e = operands[k].shape()[static_cast<index_t>(i)];
            ++uses[axes[k][i]];
            if (axes[k][i] < 32) most_dots = std::max(most_dots, static_cast<index_t>(axes[k][i]));
        }
    }
    std::string out;
    if (text.find("->") != std::string::npos) {
        const std::string written = text.substr(text.find("->") + 2);
        const auto letters = std::count_if(written.begin(), written.end(), [](char c) { return c != '.' && c != ' '; });
        out = axes_of(written, letters + most_dots);
    } else {
        for (index_t k = most_dots; k > 0; --k) out += static_cast<char>(k);
        for (const auto& [name, count] : uses) {
            if (name >= 32 && count == 1) out += name;
        }
    }
    std::string all = out;
    for (const auto& [name, e] : extent) {
        if (out.find(name) == std::string::npos) all += name;
    }
    shape_t whole, shape;
    for (const char name : all) whole.push_back(extent[name]);
    for (const char name : out) shape.push_back(extent[name]);
    std::vector<T> values(static_cast<std::size_t>(strand::detail::element_count(shape)), T{});
    for_each_index(whole, [&](const shape_t& index) {
        std::size_t place = 0;
        for (index_t k = 0; k < shape.size(); ++k) place = place * static_cast<std::size_t>(shape[k]) + static_cast<std::size_t>(index[k]);
        T product = T(1);
        for (std::size_t k = 0; k < operands.size(); ++k) {
            const T* at = operands[k].data();
            for (std::size_t i = 0; i < axes[k].size(); ++i) {
                const index_t axis = static_cast<index_t>(i);
                if (operands[k].shape()[axis] == 1) continue;
                at += index[static_cast<index_t>(all.find(axes[k][i]))] * operands[k].strides()[axis];
            }
            product = product_of(product, *at);
        }
        values[place] = sum_of<T>(values[place], product);
    });
    return {shape, values};
}

struct spelled {
    std::string text;
    std::vector<shape_t> shapes;
};

/// Random subscripts and shapes that fit them; one loop over all labels has at most `most` steps.
spelled random_subscripts(std::mt19937& random, index_t operands, index_t most) {
    static const std::string names = "ijAkbZ";
    static const index_t lengths[] = {0, 1, 2, 3, 3, 4, 5, 7, 8, 9, 17, 33, 40};
    std::map<char, index_t> extent;
    index_t count = 1;
    const auto draw = [&](char name) {
        index_t e = lengths[pick(random, 0, std::size(lengths) - 1)];
        if (e == 0 && pick(random, 0, 5) != 0) e = 2;
        if (count * e > most) e = 1 + e % 2;
        count *= e == 0 ? 1 : e;
        extent[name] = e;
    };
    for (const char name : names) draw(name);
    for (char name = 1; name <= 3; ++name) draw(name);
    spelled result;
    std::string used;
    bool dots = false;
    for (index_t op = 0; op < operands; ++op) {
        std::string term;
        const index_t letters = pick(random, 0, 3), before = pick(random, 0, letters);
        const index_t broadcast = pick(random, 0, 3) == 0 ? pick(random, 0, 2) : -1;
        std::map<char, index_t> here;
        shape_t shape;
        for (index_t k = 0; k <= letters; ++k) {
            if (k == before && broadcast >= 0) {
                term += "...";
                dots = true;
                for (index_t d = broadcast; d > 0; --d) shape.push_back(pick(random, 0, 4) == 0 ? 1 : extent[static_cast<char>(d)]);
            }
            if (k == letters) break;
            const char name = names[static_cast<std::size_t>(pick(random, 0, static_cast<index_t>(names.size()) - 1))];
            if (pick(random, 0, 8) == 0) term += ' ';
            term += name;
            if (used.find(name) == std::string::npos) used += name;
            if (!here.contains(name)) here[name] = pick(random, 0, 6) == 0 ? 1 : extent[name];
            shape.push_back(here[name]);
        }
        result.text += (op > 0 ? "," : "") + term;
        result.shapes.push_back(shape);
    }
    if (pick(random, 0, 3) != 0) {
        std::shuffle(used.begin(), used.end(), random);
        std::string out = used.substr(0, static_cast<std::size_t>(pick(random, 0, static_cast<index_t>(used.size()))));
        if (dots || pick(random, 0, 5) == 0) out.insert(static_cast<std::size_t>(pick(random, 0, static_cast<index_t>(out.size()))), "...");
        result.text += "->" + out;
    }
    return result;
}

template <class T>
void check_random(unsigned seed, int cases, index_t operands, index_t most) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const spelled what = random_subscripts(random, operands, most);
        std::vector<placed<T>> places;
        std::vector<strand::ndview<T>> views;
        places.reserve(what.shapes.size());
        for (const shape_t& shape : what.shapes) {
            places.emplace_back(random, shape, false);
            if (!shape.empty() && pick(random, 0, 3) == 0) places.back().strides[pick(random, 0, shape.size() - 1)] = 0;
            std::fill(places.back().memory.begin(), places.back().memory.end(), 0);
            fill_randomly<T>(random, places.back().view());
            views.push_back(places.back().view());
        }
        const auto [shape, values] = interpreted<T>(what.text, views);
        const strand::ndarray<T> result = [&] {
            const auto& v = views;
            if (operands == 1) return strand::ndarray<T>(strand::einsum(what.text, v[0]));
            if (operands == 2) return strand::einsum(what.text, v[0], v[1]);
            if (operands == 3) return strand::einsum(what.text, v[0], v[1], v[2]);
            return strand::einsum(what.text, v[0], v[1], v[2], v[3], v[4], v[5]);
        }();
        std::string shapes;
        for (const auto& view : views) shapes += strand::to_string(view.shape()) + strand::to_string(view.strides()) + " ";
        CAPTURE(seed, n, what.text, shapes);
        REQUIRE(result.shape() == shape);
        REQUIRE(result.to_vector() == values);
    }
}

}  // namespace

TEST_CASE("einsum of random subscripts and layouts is what loops over all indices give", "[linalg]") {
    // Quarters: products of up to three add up without rounding.
    check_random<double>(1, 250, 1, 3000);
    check_random<double>(2, 2000, 2, 20000);
    check_random<double>(3, 1000, 3, 3000);
}
TEST_CASE("einsum of many operands", "[linalg]") {
    check_random<std::int8_t>(4, 150, 6, 1000);
}
TEST_CASE("einsum of integers wraps", "[linalg]") {
    check_random<std::int8_t>(5, 300, 2, 3000);
}
TEST_CASE("einsum of bool multiplies by and and adds by or", "[linalg]") {
    check_random<bool>(6, 80, 1, 1000);
    check_random<bool>(7, 200, 2, 2000);
}
