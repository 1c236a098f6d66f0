// SPDX-License-Identifier: BSD-3-Clause
// Every way an operand can come in, by the text of explain: a slow path chosen by mistake fails here.
#include "support/catch.hpp"

#include <string>
#include <strand/strand.hpp>

using namespace strand;

namespace {

/// The line of explain's text that begins with these words, without them.
std::string line(const std::string& text, const std::string& head) {
    const auto at = text.find(head);
    if (at == std::string::npos) return "missing";
    const auto begin = text.find_first_not_of(' ', at + head.size());
    return text.substr(begin, text.find('\n', begin) - begin);
}
std::string operand(const std::string& text, int number) { return line(text, "operand #" + std::to_string(number)); }

}  // namespace

TEST_CASE("operands of one shape are walked as one row", "[plan]") {
    const ndarray<double> a = ones({20, 30, 4}), b = ones({20, 30, 4});
    const auto text = explain(a + b * 2.0);
    CHECK(line(text, "shape") == "(20, 30, 4) float64");
    CHECK(line(text, "axes") == "(2400,)");
    CHECK(line(text, "result") == "float64 contiguous");
    CHECK(operand(text, 1) == "float64 contiguous");
    CHECK(operand(text, 2) == "float64 contiguous");
    CHECK(operand(text, 3) == "float64 constant");
    CHECK(line(text, "kernel") == "add(#1, multiply(#2, #3))");
    CHECK(line(text, "temporary") == "none");
}
TEST_CASE("column-major operands of a column-major destination are one row too", "[plan]") {
    ndarray<float> a = ones<float>(shape_t{20, 30}, column_major), out = ones<float>(shape_t{20, 30}, column_major);
    const auto text = explain(out, a + 1);
    CHECK(line(text, "axes") == "(600,)");
    CHECK(line(text, "result") == "float32 contiguous");
    CHECK(operand(text, 1) == "float32 contiguous");
}
TEST_CASE("a row that is broadcast stays contiguous, a column is a splat", "[plan]") {
    const ndarray<float> m = ones<float>({100, 200}), row = ones<float>({200}), column = ones<float>({100, 1});
    const auto text = explain(m + row * column);
    CHECK(line(text, "axes") == "(100, 200)");
    CHECK(operand(text, 2) == "float32 contiguous");
    CHECK(operand(text, 3) == "float32 splat");
}
TEST_CASE("steps of -1 and 2 are loaded in order, others are strided", "[plan]") {
    const ndarray<float> a = ones<float>({100, 400});
    const auto text = explain(a(all, range(0, none, 2)) + a(all, range(none, none, -2)) - a(all, range(199, none, -1)));
    CHECK(operand(text, 1) == "float32 every second");
    CHECK(operand(text, 2) == "float32 strided (step -2)");
    CHECK(operand(text, 3) == "float32 reversed");
    CHECK(line(text, "result") == "float32 contiguous");
}
TEST_CASE("short axes are joined where operands do not walk them as one", "[plan]") {
    const ndarray<double> a = ones({1000, 3, 3}), rows = ones({1000, 1, 3}), one = ones({3, 1});
    const auto text = explain(a + swapaxes(a, 1, 2) * rows - one);
    CHECK(line(text, "axes") == "(1000, 9), the last joined from (3, 3), the last two walked as one");
    CHECK(operand(text, 1) == "float64 contiguous");
    CHECK(operand(text, 2) == "float64 strided");
    CHECK(operand(text, 3) == "float64 strided");
    CHECK(operand(text, 4) == "float64 periodic");
    ndarray<double> wide = zeros({1000, 4, 4});
    const auto into_part = explain(wide(all, range(0, 3), range(0, 3)), a + 1);
    CHECK(line(into_part, "axes") == "(1000, 9), the last joined from (3, 3)");
    CHECK(line(into_part, "result") == "float64 strided");
    // Too many elements for one row.
    const ndarray<double> large = ones({100, 30, 30});
    CHECK(line(explain(large + swapaxes(large, 1, 2)), "axes") == "(100, 30, 30), the last two walked as one");
}
TEST_CASE("planes of short rows are laid out together where nothing runs along an axis outside of them", "[plan]") {
    const ndarray<float> image = ones<float>({50, 60, 3}), line_of_each = ones<float>({50, 1, 3}), gray = ones<float>({60, 1});
    const auto text = explain(image + line_of_each * gray);
    CHECK(line(text, "axes") == "(50, 180), the last joined from (60, 3), the last two walked as one");
    CHECK(operand(text, 1) == "float32 contiguous");
    CHECK(operand(text, 2) == "float32 strided");
    CHECK(operand(text, 3) == "float32 periodic");
    const ndarray<float> planes = ones<float>({3, 60, 50});
    CHECK(line(explain(image + permute_dims(planes, {2, 1, 0})), "axes") == "(60, 50, 3)");
}
TEST_CASE("rows that kernels take as they lie are not laid out", "[plan]") {
    const ndarray<double> a = ones({1000, 12}), column = ones({1000, 1});
    CHECK(line(explain(a * column), "axes") == "(1000, 12)");
    CHECK(operand(explain(a * column), 2) == "float64 splat");
    CHECK(line(explain(a(all, range(0, 7)) * column), "axes") == "(1000, 7), the last two walked as one");
    CHECK(line(explain(a(all, range(none, none, 3)) * column), "axes") == "(1000, 4), the last two walked as one");
    CHECK(line(explain(a(range(0, 100), range(0, 7)) * column(range(0, 100), all)), "axes") == "(100, 7)");
}
TEST_CASE("a few planes of few rows are walked one after another", "[plan]") {
    const ndarray<double> a = ones({4, 5, 6}), rows = ones({4, 1, 6}), many = ones({40, 5, 6}), many_rows = ones({40, 1, 6});
    CHECK(line(explain(a + rows), "axes") == "(4, 5, 6)");
    CHECK(line(explain(many + many_rows), "axes") != "(40, 5, 6)");
}

TEST_CASE("reversed destinations are turned around with their operands", "[plan]") {
    ndarray<double> a = ones({1000}), b = ones({1000});
    const auto text = explain(a(range(none, none, -1)), b(range(none, none, -1)) + 1);
    CHECK(line(text, "result") == "float64 contiguous");
    CHECK(operand(text, 1) == "float64 contiguous");
}
TEST_CASE("an operand whose unit stride is another axis is transposed", "[plan]") {
    const ndarray<double> a = ones({100, 100});
    CHECK(operand(explain(a + a.T()), 2) == "float64 transposed");
    const ndarray<double> cube = ones({20, 30, 40});
    const auto text = explain(permute_dims(cube, {2, 1, 0}) + 0);
    CHECK(operand(text, 1) == "float64 transposed");
    CHECK(line(text, "axes") == "(30, 40, 20)");  // the axis that is contiguous for the operand is next to the row
}
TEST_CASE("transposing everything costs nothing", "[plan]") {
    const ndarray<double> a = ones({30, 40}), b = ones({30, 40});
    ndarray<double> out = ones(shape_t{40, 30}, column_major);
    const auto text = explain(out, a.T() + b.T());
    CHECK(line(text, "axes") == "(1200,)");
    CHECK(operand(text, 1) == "float64 contiguous");
}
TEST_CASE("a destination in steps is computed in a tile and scattered", "[plan]") {
    ndarray<double> a = ones({1000});
    CHECK(line(explain(a(range(none, none, 2)), ones({500}) + 1), "result") == "float64 strided (step 2)");
}
TEST_CASE("short rows are walked as one, short operands as periodic tiles", "[plan]") {
    const ndarray<float> a = ones<float>({10000, 3}), three = ones<float>({3}), column = ones<float>({10000, 1});
    const auto text = explain(a + three * column);
    CHECK(line(text, "axes") == "(10000, 3), the last two walked as one");
    CHECK(operand(text, 1) == "float32 contiguous");
    CHECK(operand(text, 2) == "float32 periodic");
    CHECK(operand(text, 3) == "float32 strided (step 0)");
}
TEST_CASE("large destinations are streamed unless they are read", "[plan]") {
    ndarray<double, 1> a(extents<1>({3000000})), out(extents<1>({3000000}));
    CHECK(line(explain(out, a + 1), "result") == "float64 contiguous, streamed");
    CHECK(line(explain(a, a + 1), "result") == "float64 contiguous");
    CHECK(line(explain(out(range(1000)), a(range(1000)) + 1), "result") == "float64 contiguous");
    const auto rows_of_3 = explain(reshape(out, {1000000, 3}), reshape(a, {1000000, 3}) + ndarray<double, 1>{1, 2, 3});
    CHECK(line(rows_of_3, "result") == "float64 contiguous, streamed");
}
TEST_CASE("the width is that of the widest type in the computation", "[plan]") {
    const ndarray<std::int8_t> bytes = ones<std::int8_t>({100});
    const ndarray<double> doubles = ones({100});
    const auto lanes = [](const std::string& text) { return std::stoi(line(text, "SIMD")); };
    CHECK(lanes(explain(bytes + bytes)) == 8 * lanes(explain(bytes + doubles)));
    CHECK(lanes(explain(doubles + 1)) == lanes(explain(bytes + doubles)));
}
TEST_CASE("few elements in steps, and far apart, are computed element by element", "[plan]") {
    const ndarray<float, 2> a = ones<float>({3000, 20});
    const ndarray<float, 1> b = ones<float>(30000);
    CHECK(line(explain(a(range(0, 100), 3) + 1), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(a(all, 3) + 1), "kernel") == "add(#1, #2)");
    CHECK(line(explain(a(all, 3) + a(all, 4)), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(a(all, range(0, 3)) + a(all, range(3, 6))), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(a(all, range(0, 3)) + b(range(0, 3))), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(a(all, range(0, 12)) + a(all, range(8, 20))), "kernel") == "add(#1, #2)");
    CHECK(line(explain(exp(a(all, 3))), "kernel") == "exp(#1)");
    CHECK(line(explain(b(range(0, 30000, 3)) + 1), "kernel") == "add(#1, #2)");
    CHECK(line(explain(b(range(0, 300, 3)) + 1), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(b(range(0, 300, 2)) + 1), "kernel") == "add(#1, #2)");
    CHECK(line(explain(a(range(0, 20), all) + a(range(0, 20), all).T()), "kernel") == "add(#1, #2), element by element");
    CHECK(line(explain(a(range(0, 20), all) + a(range(20, 40), all)), "kernel") == "add(#1, #2)");
}
