// SPDX-License-Identifier: BSD-3-Clause
// Row kernels against plain loops: rows of every length, in place, splat operands, and past the caches.
#include "support/catch.hpp"

#include <memory>
#include <vector>
#include <strand/strand.hpp>

namespace kernel = strand::kernel;
namespace simd = strand::simd;
namespace fn = strand::fn;
using strand::index_t;

namespace {

/// Elements at a multiple of 64 bytes, with some behind the last that nobody may write.
template <class T>
struct aligned_rows {
    static constexpr index_t kept = 64;
    std::unique_ptr<char[]> memory;
    T* first;
    index_t count;
    explicit aligned_rows(index_t n) : memory(new char[static_cast<std::size_t>((n + kept) * simd::bytes_of<T> + 64)]), count(n) {
        first = reinterpret_cast<T*>((reinterpret_cast<std::uintptr_t>(memory.get()) + 63) / 64 * 64);
        for (index_t i = 0; i < n + kept; ++i) first[i] = T(i % 50);
    }
};

template <class T>
using product = kernel::apply<strand::fn::multiply, kernel::input<T>, kernel::input<T>>;

/// out = a * b on rows of `pitch` elements, of which the first `columns` are computed; b is splat or one row for all.
template <class T>
void check_product(kernel::row_kernel run, index_t rows, index_t columns, index_t pitch, bool in_place, bool splat) {
    CAPTURE(simd::bytes_of<T>, rows, columns, pitch, in_place, splat);
    aligned_rows<T> a(rows * pitch), b(columns + rows), out(rows * pitch);
    const aligned_rows<T> before(rows * pitch);
    T* const to = in_place ? a.first : out.first;
    const index_t item = simd::bytes_of<T>;
    char* const data[] = {reinterpret_cast<char*>(to), reinterpret_cast<char*>(a.first), reinterpret_cast<char*>(b.first)};
    const index_t row_step[] = {pitch * item, pitch * item, splat ? item : 0}, column_step[] = {item, item, splat ? 0 : item};
    run({data, row_step, column_step, rows, columns});
    simd::finish_streams();
    index_t wrong = 0;
    for (index_t i = 0; i < rows * pitch + before.kept; ++i) {
        const index_t r = i / pitch, c = i % pitch;
        const bool computed = r < rows && c < columns;
        const T expected = computed ? static_cast<T>(before.first[i] * b.first[splat ? r : c]) : before.first[i];
        wrong += to[i] != expected;
    }
    REQUIRE(wrong == 0);
}

}  // namespace

TEMPLATE_TEST_CASE("rows of every length are computed once, in place too", "[kernel]", std::int8_t, std::uint16_t, float, double) {
    constexpr auto kernels = kernel::map_kernels<product<TestType>, TestType>;
    const index_t lanes = simd::lanes_for<sizeof(TestType)>;
    for (const index_t columns : {index_t{1}, lanes - 1, lanes, lanes + 1, 2 * lanes - 1, 2 * lanes, 2 * lanes + 1, 3 * lanes + 2, 5 * lanes + 1}) {
        if (columns < 1) continue;
        for (const bool in_place : {false, true}) {
            check_product<TestType>(kernels.rows, 3, columns, columns, in_place, false);
            check_product<TestType>(kernels.rows, 3, columns, columns + 5, in_place, true);
            check_product<TestType>(kernels.dense, 1, columns, columns, in_place, false);
        }
    }
}

TEMPLATE_TEST_CASE("rows stored past the caches are complete", "[kernel]", std::int8_t, float, double) {
    if constexpr (kernel::streams<product<TestType>, TestType>) {
        constexpr kernel::row_kernel run = kernel::map_kernels<product<TestType>, TestType>.streamed;
        const index_t line = 64 / simd::bytes_of<TestType>;
        for (const index_t columns : {line, 3 * line, 3 * line + 1, 5 * line - 1}) {
            const index_t pitch = (columns + line - 1) / line * line;
            check_product<TestType>(run, 3, columns, pitch, false, false);
            check_product<TestType>(run, 3, columns, pitch, false, true);
        }
    }
}

namespace {

template <class T>
T varied(index_t i) {
    if constexpr (strand::detail::is_complex<T>) return T(varied<strand::real_t<T>>(i), varied<strand::real_t<T>>(i + 1));
    else if constexpr (std::floating_point<T>) return i % 11 == 5 ? std::numeric_limits<T>::quiet_NaN() : static_cast<T>((i * 7919 % 4001 - 2000) * 40);
    else return static_cast<T>(i * 7919 - 1000);
}

/// A skeleton over dense arrays of every length around a register's, against a function of single elements.
template <class Functor, class To, class From, class Single>
void check_lengths(Single single) {
    using skeleton = kernel::apply<Functor, kernel::input<From>>;
    for (const index_t n : {1, 2, 7, 15, 16, 17, 31, 33, 63, 64, 65, 131}) {
        std::vector<From> in(static_cast<std::size_t>(n));
        for (index_t i = 0; i < n; ++i) in[static_cast<std::size_t>(i)] = varied<From>(i);
        // One element behind the end, which has to stay.
        const auto out = std::make_unique<To[]>(static_cast<std::size_t>(n + 1));
        out[static_cast<std::size_t>(n)] = To(1);
        char* const data[] = {reinterpret_cast<char*>(out.get()), reinterpret_cast<char*>(in.data())};
        kernel::map_line_of<skeleton, To>(data, n);
        index_t wrong = out[static_cast<std::size_t>(n)] != To(1);
        for (index_t i = 0; i < n; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const To want = single(in[at]);
            wrong += out[at] != want && (out[at] == out[at] || want == want);
        }
        CHECK(wrong == 0);
    }
}
/// Truth values of every length against a function of three; those beside them are computed as their bytes.
template <class Functor, class... In, class Single>
void check_truth(Single single) {
    using skeleton = kernel::apply<Functor, In...>;
    for (const index_t n : {1, 7, 15, 17, 33, 63, 65, 131}) {
        bool a[131], b[131], c[131], out[131];
        for (index_t i = 0; i < n; ++i) a[i] = i % 2 != 0, b[i] = i / 2 % 2 != 0, c[i] = i / 4 % 2 != 0;
        char* const data[] = {reinterpret_cast<char*>(out), reinterpret_cast<char*>(a), reinterpret_cast<char*>(b), reinterpret_cast<char*>(c)};
        kernel::map_line_of<skeleton, bool>(data, n);
        index_t wrong = 0;
        for (index_t i = 0; i < n; ++i) wrong += out[i] != single(a[i], b[i], c[i]);
        CHECK(wrong == 0);
    }
}
template <class To, class From>
void check_cast() {
    check_lengths<fn::cast<To>, To, From>([](From x) { return strand::detail::number_as<To>(x); });
}

}  // namespace

TEST_CASE("operands that are read again are seen by their addresses", "[kernel]") {
    using in = kernel::input<float>;
    using product_of_two = kernel::apply<fn::multiply, in, in>;
    using with_number = kernel::apply<fn::subtract, kernel::apply<fn::multiply, in, kernel::constant<float>>, product_of_two>;
    using sum_of_five = kernel::apply<fn::add, product_of_two, kernel::apply<fn::subtract, product_of_two, in>>;
    static_assert(kernel::again_at<product_of_two, 1> == 1 && kernel::again_at<product_of_two, 2> == 1);
    static_assert(kernel::again_at<with_number, 2> == 2 && kernel::again_at<with_number, 3> == 3 && kernel::again_at<with_number, 4> == 1);
    static_assert(kernel::again_at<sum_of_five, 3> == 3 && kernel::again_at<sum_of_five, 4> == 1 && kernel::again_at<sum_of_five, 5> == 2);
    const index_t lanes = simd::lanes_for<sizeof(float)>;
    for (const index_t n : {index_t{1}, lanes, 4 * lanes - 1, 4 * lanes, 4 * lanes + 1, 9 * lanes + 3}) {
        // The five operands, by the row each of them is; `where` the result goes: a row of its own, or the first one.
        for (const auto& rows : {std::vector<int>{0, 1, 2, 3, 4}, {0, 1, 2, 0, 1}, {0, 0, 0, 0, 0}, {0, 1, 0, 1, 0}, {0, 1, 2, 0, 3}, {1, 0, 2, 1, 0}}) {
            for (const bool in_place : {false, true}) {
                std::vector<aligned_rows<float>> memory;
                for (int k = 0; k < 6; ++k) memory.emplace_back(n);
                for (int k = 0; k < 5; ++k) memory[static_cast<std::size_t>(k)].first[n / 2] = static_cast<float>(60 + k);
                const auto row = [&](std::size_t k) { return memory[static_cast<std::size_t>(rows[k])].first; };
                float number = 3, *const out = in_place ? memory[0].first : memory[5].first;
                std::vector<float> two, numbered, five;
                for (index_t i = 0; i < n; ++i) {
                    two.push_back(row(0)[i] * row(3)[i]);
                    numbered.push_back(row(0)[i] * number - row(1)[i] * row(3)[i]);
                    five.push_back(row(0)[i] * row(1)[i] + (row(2)[i] * row(3)[i] - row(4)[i]));
                }
                const auto at = [](float* p) { return reinterpret_cast<char*>(p); };
                CAPTURE(n, rows, in_place);
                aligned_rows<float> first(n);
                std::copy(memory[0].first, memory[0].first + n, first.first);
                const auto check = [&](const std::vector<float>& expected, auto run, const std::vector<float*>& operands) {
                    std::copy(first.first, first.first + n, memory[0].first);
                    std::vector<char*> data{at(out)};
                    for (float* operand : operands) data.push_back(at(operand));
                    run({data.data(), nullptr, nullptr, 1, n});
                    CHECK(std::vector<float>(out, out + n) == expected);
                };
                check(two, kernel::map_dense<product_of_two, float>, {row(0), row(3)});
                check(numbered, kernel::map_dense<with_number, float>, {row(0), &number, row(1), row(3)});
                check(five, kernel::map_dense<sum_of_five, float>, {row(0), row(1), row(2), row(3), row(4)});
            }
        }
    }
}

TEST_CASE("rows that are converted or answered fill registers at every length") {
    check_cast<std::int8_t, std::int64_t>();
    check_cast<std::uint16_t, float>();
    check_cast<std::int16_t, double>();
    check_cast<std::uint32_t, double>();
    check_cast<std::uint8_t, std::complex<float>>();
    check_cast<std::complex<float>, std::int16_t>();
    check_cast<std::complex<double>, std::uint8_t>();
    check_cast<std::complex<double>, std::complex<float>>();
    check_cast<strand::bfloat16, std::complex<double>>();
    check_cast<std::uint64_t, float>();
    check_lengths<fn::cast<std::complex<double>>, std::complex<double>, strand::bfloat16>([](strand::bfloat16 x) { return std::complex<double>(float(x)); });
    check_cast<double, std::uint8_t>();
    check_cast<float, std::uint16_t>();
    check_cast<std::int64_t, std::int8_t>();
    check_lengths<fn::isnan, bool, float>([](float x) { return x != x; });
    check_lengths<fn::isfinite, bool, std::complex<double>>([](std::complex<double> z) { return z == z; });
    check_lengths<fn::isnan, bool, std::complex<float>>([](std::complex<float> z) { return z != z; });
    check_lengths<fn::conj, std::complex<float>, std::complex<float>>([](std::complex<float> z) { return std::conj(z); });
    check_lengths<fn::logical_not, bool, std::int64_t>([](std::int64_t x) { return x == 0; });
}

TEST_CASE("truth values are computed as their bytes") {
    using in = kernel::input<bool>;
    using number = kernel::apply<fn::cast<double>, in>;
    check_truth<fn::logical_and, in, in>([](bool a, bool b, bool) { return a && b; });
    check_truth<fn::equal, in, in>([](bool a, bool b, bool) { return a == b; });
    check_truth<fn::less, in, in>([](bool a, bool b, bool) { return a < b; });
    check_truth<fn::less_equal, in, kernel::apply<fn::logical_not, in>>([](bool a, bool b, bool) { return a <= !b; });
    check_truth<fn::where, in, in, in>([](bool a, bool b, bool c) { return a ? b : c; });
    check_truth<fn::greater_equal, in, kernel::apply<fn::greater, in, in>>([](bool a, bool b, bool c) { return a >= (b > c); });
    check_truth<fn::greater, number, number>([](bool a, bool b, bool) { return a > b; });
    const bool some[] = {true, false, false, true, true};
    std::complex<double> numbers[5];
    char* const data[] = {reinterpret_cast<char*>(numbers), reinterpret_cast<char*>(const_cast<bool*>(some))};
    kernel::map_line_of<kernel::apply<fn::cast<std::complex<double>>, in>, std::complex<double>>(data, 5);
    for (int i = 0; i < 5; ++i) CHECK(numbers[i] == (some[i] ? 1.0 : 0.0));
}

TEMPLATE_TEST_CASE("functors begun and finished apart give what they give at once", "[kernel]", float, double) {
    using T = TestType;
    const auto at_once = [](auto function, T x) { return function(simd::pack<T, 1>(x)).v[0]; };
    const auto tangent = [](auto p) { return simd::tan(p); };
    const index_t lanes = simd::lanes_for<sizeof(T)>;
    for (const index_t n : {index_t{1}, lanes, 2 * lanes + 1, kernel::stage_packs * lanes, 2 * kernel::stage_packs * lanes + 3}) {
        auto a = strand::zeros<T>(n);
        for (index_t i = 0; i < n; ++i) a(i) = T(i % 7 == 3 ? 1e7 : 0.37) * static_cast<T>(i + 1);
        const auto before = a;
        const strand::ndarray<T, 1> nested = tan(log(a)) + T(1), sum = T(2) * tan(a) + a, other = tanh(sqrt(a));
        a = tan(a);
        index_t wrong = 0;
        for (index_t i = 0; i < n; ++i) {
            const T x = before(i), t = at_once(tangent, x);
            const T of_log = at_once([](auto p) { return simd::tan(simd::log(p)); }, x);
            const T of_root = at_once([](auto p) { return simd::tanh(simd::sqrt(p)); }, x);
            wrong += a(i) != t || other(i) != of_root || sum(i) != T(2) * t + x || nested(i) != of_log + T(1);
        }
        CAPTURE(n);
        CHECK(wrong == 0);
    }
}
