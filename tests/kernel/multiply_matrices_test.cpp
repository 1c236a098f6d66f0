// SPDX-License-Identifier: BSD-3-Clause
// Products of matrices against three naive loops: every kind of element that kernels compute in, all
// layouts of all three operands, extents around those of tiles and blocks.
#include <strand/kernel/multiply_matrices.hpp>
#include "support/catch.hpp"
#include "support/layouts.hpp"

using namespace layouts;
namespace kernel = strand::kernel;

namespace {

/// Wide enough for sums of products without rounding that counts; integers wrap in it as they should.
template <class T>
auto exact(T value) {
    if constexpr (strand::detail::is_complex<T>) return std::complex<long double>(value);
    else if constexpr (std::floating_point<T>) return static_cast<long double>(value);
    else return static_cast<std::uint64_t>(value);
}

template <class T>
long double magnitude(T value) {
    if constexpr (strand::detail::is_complex<T>) return std::abs(exact(value));
    else if constexpr (std::floating_point<T>) return std::fabs(exact(value));
    else return 0;
}

template <class T>
void check_product(std::mt19937& random, index_t rows, index_t columns, index_t inner) {
    placed<T> a(random, {rows, inner}, false), b(random, {inner, columns}, false), out(random, {rows, columns}, false);
    for (placed<T>* operand : {&a, &b}) {
        if (pick(random, 0, 4) == 0) operand->strides[pick(random, 0, 1)] = 0;
    }
    for (auto* memory : {&a.memory, &b.memory, &out.memory}) std::fill(memory->begin(), memory->end(), 1);
    fill_randomly<T>(random, a.view());
    fill_randomly<T>(random, b.view());
    fill_randomly<T>(random, out.view());
    const bool accumulate = pick(random, 0, 1) == 1;
    auto before = out.memory;
    std::vector<T> old;
    for_each_index(out.shape, [&](const shape_t& at) { old.push_back(element_at(out.view(), at)); });

    kernel::multiply_matrices<T>({out.data(), out.strides[0], out.strides[1]}, {a.data(), a.strides[0], a.strides[1]},
                                 {b.data(), b.strides[0], b.strides[1]}, rows, columns, inner, accumulate);

    CAPTURE(rows, columns, inner, accumulate, strand::to_string(out.strides), strand::to_string(a.strides),
            strand::to_string(b.strides));
    // The documented bound.
    const long double steps = static_cast<long double>(std::min(inner, kernel::block_depth) + inner / kernel::block_depth + 2) *
                              (strand::detail::is_complex<T> ? 2 : 1);
    std::size_t next = 0;
    bool right = true;
    for (index_t i = 0; i < rows; ++i) {
        for (index_t j = 0; j < columns; ++j, ++next) {
            auto sum = exact(accumulate ? old[next] : T{});
            long double magnitudes = magnitude(accumulate ? old[next] : T{});
            for (index_t k = 0; k < inner; ++k) {
                const T x = a.data()[i * a.strides[0] + k * a.strides[1]], y = b.data()[k * b.strides[0] + j * b.strides[1]];
                if constexpr (std::same_as<T, bool>) sum |= exact(x) & exact(y);
                else sum += exact(x) * exact(y);
                magnitudes += magnitude(x) * magnitude(y);
            }
            const T is = out.data()[i * out.strides[0] + j * out.strides[1]];
            if constexpr (strand::detail::inexact<T>) {
                const long double eps = std::numeric_limits<strand::real_t<T>>::epsilon();
                right &= std::abs(exact(is) - sum) <= steps * eps * magnitudes;
            } else {
                right &= is == static_cast<T>(sum);
            }
            // What is not an element must be as it was.
            std::memcpy(&before[static_cast<std::size_t>(reinterpret_cast<unsigned char*>(out.data() + i * out.strides[0] + j * out.strides[1]) -
                                                         out.memory.data())],
                        &is, sizeof(T));
        }
    }
    CHECK(right);
    CHECK(before == out.memory);
}

template <class T>
void check_extents(unsigned seed) {
    std::mt19937 random(seed);
    constexpr index_t height = kernel::tile_height<T>, width = kernel::tile_width<T>, lanes = kernel::product_lanes<T>;
    const index_t rows[] = {1, 2, 3, 5, height - 1, height, height + 1, height + height / 3, 2 * height + 3};
    const index_t columns[] = {1, 2, lanes, lanes + 1, width - 1, width, width + 1, 2 * width + 3};
    const index_t inner[] = {1, 2, 3, lanes + 1, 35};
    for (const index_t m : rows) {
        for (const index_t n : columns) {
            if (m > 0 && n > 0) check_product<T>(random, m, n, inner[pick(random, 0, 4)]);
        }
    }
    // More than one block along each axis, and around the end of a block.
    check_product<T>(random, 2 * kernel::block_height + 5, 3, kernel::block_depth + 1);
    check_product<T>(random, 17, 2 * width + 3, kernel::block_depth - 1);
    check_product<T>(random, 13, width + 1, 2 * kernel::block_depth + 3);
    check_product<T>(random, 2, kernel::block_width + 1, 5);
    check_product<T>(random, 70, 67, 66);
    // Matrix and vector.
    for (const index_t n : {index_t{7}, 2 * lanes + 3, kernel::detail::piece<T> + 9}) {
        check_product<T>(random, n, 1, 21);
        check_product<T>(random, 1, n, 21);
        check_product<T>(random, 9, 1, n);
        check_product<T>(random, 1, 6, n);
        check_product<T>(random, 1, 1, n);
    }
    check_product<T>(random, 1, 5, kernel::detail::dot_block<T> + 3);
    check_product<T>(random, 1, 40, kernel::block_depth + 7);
}

}  // namespace

TEMPLATE_TEST_CASE("products of matrices in any layout are right", "[kernel][matmul]", float, double, std::complex<float>,
                   std::complex<double>, std::uint16_t, std::uint32_t, std::uint64_t, bool) {
    check_extents<TestType>(1);
}

TEST_CASE("without an inner axis a product is zero", "[kernel][matmul]") {
    double out[] = {1, 2, 3, 4}, nothing[1] = {};
    kernel::multiply_matrices<double>({out, 2, 1}, {nothing, 0, 1}, {nothing, 2, 1}, 2, 2, 0, true);
    CHECK(out[3] == 4);
    kernel::multiply_matrices<double>({out, 2, 1}, {nothing, 0, 1}, {nothing, 2, 1}, 2, 2, 0, false);
    CHECK((out[0] == 0 && out[1] == 0 && out[2] == 0 && out[3] == 0));
}

TEST_CASE("the error of long sums of products stays within the bound", "[kernel][matmul]") {
    // All positive, so that rounding errors add up as far as they can.
    for (const index_t inner : {1000, 100'000}) {
        std::mt19937 random(7);
        std::vector<float> a(static_cast<std::size_t>(2 * inner)), b(a.size());
        for (float& x : a) x = static_cast<float>(pick(random, 1, 1 << 20)) / (1 << 20);
        for (float& x : b) x = static_cast<float>(pick(random, 1, 1 << 20)) / (1 << 20);
        for (const index_t columns : {1, 2}) {
            for (const index_t across : {index_t{1}, inner}) {  // which axis of a lies dense
                float out[4];
                const index_t along = across == 1 ? 2 : 1;
                kernel::multiply_matrices<float>({out, columns, 1}, {a.data(), across, along}, {b.data(), columns, 1}, 2, columns, inner, false);
                for (index_t i = 0; i < 2; ++i) {
                    for (index_t j = 0; j < columns; ++j) {
                        long double sum = 0;
                        for (index_t k = 0; k < inner; ++k) sum += static_cast<long double>(a[static_cast<std::size_t>(i * across + k * along)]) * b[static_cast<std::size_t>(k * columns + j)];
                        CAPTURE(inner, columns, across);
                        CHECK(std::fabs(out[i * columns + j] - sum) <=
                              static_cast<long double>(kernel::block_depth + inner / kernel::block_depth + 2) * std::numeric_limits<float>::epsilon() * sum);
                    }
                }
            }
        }
    }
}
