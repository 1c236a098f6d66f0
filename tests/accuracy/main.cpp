// SPDX-License-Identifier: BSD-3-Clause
// Measures the largest errors of the mathematical functions and prints them as a Markdown table.
//
//   strand_accuracy                     10^6 stratified points per function and type, beside other libraries
//   strand_accuracy --points <n>        that many instead
//   strand_accuracy --every-float       each of the 2^32 floats, against the function of doubles
//   strand_accuracy --only <function>   this one alone
//   strand_accuracy --dump <folder>     also writes arguments and exact values for numpy_accuracy.py
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <random>
#include <string>
#include <vector>
#include <strand/core/config.hpp>
#include "evaluators.hpp"
#include "support/ulp.hpp"

namespace {

using accuracy::ulps;

struct function {
    const char* name;
    bool two;  // arguments
    double low, high, low_y, high_y, centre;
    long double (*exact)(double, double);
    evaluator<float> of_floats[4];
    evaluator<double> of_doubles[4];

    template <class T>
    evaluator<T> by(int library) const {
        if constexpr (sizeof(T) == 4) return of_floats[library];
        else return of_doubles[library];
    }
};
constexpr const char* libraries[] = {"strand", "libmvec", "xsimd", "Eigen"};

#define BY(library, name, T) library::name<T>
#define ALL(name, T) {BY(by_strand, name, T), BY(by_libmvec, name, T), BY(by_xsimd, name, T), BY(by_eigen, name, T)}
#define ONE(name, low, high, centre)                                                                              \
    {#name, false, low, high, 0, 1, centre, [](double x, double) { return exact::name(x); }, ALL(name, float), ALL(name, double)},
#define TWO(name, low, high, low_y, high_y)                                                                       \
    {#name, true, low, high, low_y, high_y, 1, [](double x, double y) { return exact::name(x, y); }, ALL(name, float), ALL(name, double)},
#define STRAND_ONE(name, low, high, centre) \
    {#name, false, low, high, 0, 1, centre, [](double x, double) { return exact::name(x); }, {BY(by_strand, name, float)}, {BY(by_strand, name, double)}},
#define STRAND_TWO(name, low, high, low_y, high_y) \
    {#name, true, low, high, low_y, high_y, 1, [](double x, double y) { return exact::name(x, y); }, {BY(by_strand, name, float)}, {BY(by_strand, name, double)}},
const function functions[] = {
#include "functions.inc"
};

/// Arguments of every exponent, of the common interval, and close to the centre and its small multiples.
template <class T>
class arguments {
public:
    using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

    explicit arguments(unsigned seed) : random_(seed) {}
    T of_any_exponent() {
        constexpr int digits = std::numeric_limits<T>::digits - 1;
        const auto exponent = static_cast<bits>(random_() % (2U * std::numeric_limits<T>::max_exponent));
        bits fraction = static_cast<bits>(random_()) & ((bits(1) << digits) - 1);
        // Few ones or zeros at the end now and then.
        if (random_() % 8 == 0) fraction &= ~bits(0) << (random_() % digits);
        if (random_() % 8 == 0) fraction |= (bits(1) << (random_() % digits)) - 1;
        const bits all = static_cast<bits>((random_() & 1) << (8 * sizeof(T) - 1)) | (exponent << digits) | fraction;
        T x;
        std::memcpy(&x, &all, sizeof x);
        return x == x ? x : std::numeric_limits<T>::quiet_NaN();  // C leaves signalling ones open
    }
    T between(double low, double high) {
        return static_cast<T>(low + (high - low) * static_cast<double>(random_() >> 11) * 0x1p-53);
    }
    T close_to(double centre) {
        const double multiple = static_cast<double>(static_cast<long>(random_() % 65) - 32) * 0.5 * centre;
        const double apart = std::ldexp(between(-1, 1), -static_cast<int>(random_() % 60));
        return static_cast<T>(multiple + apart);
    }
    T next(double low, double high, double centre) {
        switch (random_() % 4) {
            case 0: return close_to(centre);
            case 1: return between(low, high);
            default: return of_any_exponent();
        }
    }

private:
    std::mt19937_64 random_;
};

/// Near its zeros log Gamma of a negative x is right to a unit of log Gamma(|x|), log(e^x + e^y) to one of x.
template <class T>
double error_of(const function& f, T x, T y, T result, long double exact) {
    const bool gamma = std::strcmp(f.name, "lgamma") == 0 && x < 0, sum = std::strncmp(f.name, "logaddexp", 9) == 0;
    if (!(gamma || sum) || !std::isfinite(exact) || std::isinf(result)) return ulps(result, exact);
    const long double least = gamma ? std::max(1.0L, std::fabs(std::lgamma(-static_cast<long double>(x)))) : std::max(std::fabs(static_cast<long double>(x)), std::fabs(static_cast<long double>(y)));
    const long double unit = accuracy::unit_in_last_place<T>(std::max(least, std::fabs(exact)));
    return static_cast<double>(std::fabs(static_cast<long double>(result) - exact) / unit);
}

struct worst {
    double error = 0, x = 0, y = 0;
    void note(double e, double at_x, double at_y) {
        if (e > error) error = e, x = at_x, y = at_y;
    }
};

std::string text(double error) {
    char buffer[32];
    if (error > 1e15) return "wrong";
    std::snprintf(buffer, sizeof buffer, error < 99.995 ? "%.2f" : "%.3g", error);
    return buffer;
}
void print_place(const function& f, const worst& w) {
    if (w.error == 0) std::printf("- |");
    else if (f.two) std::printf("(%a, %a) |", w.x, w.y);
    else std::printf("%a |", w.x);
}

void dump(const std::string& path, const void* data, std::size_t bytes) {
    if (std::FILE* file = std::fopen(path.c_str(), "wb")) {
        std::fwrite(data, 1, bytes, file);
        std::fclose(file);
    }
}

template <class T>
void stratified(const function& f, long points, const std::string& folder) {
    constexpr long block = 4096;
    worst everywhere, common[4];
    arguments<T> some(20240607);
    std::vector<T> x(block), y(block), result(block);
    std::vector<long double> exact(block);
    const auto measure = [&](int library, worst& into) {
        f.by<T>(library)(x.data(), y.data(), result.data(), block);
        for (std::size_t i = 0; i < block; ++i) into.note(error_of<T>(f, x[i], y[i], result[i], exact[i]), x[i], y[i]);
    };
    const auto compute = [&] {
        for (std::size_t i = 0; i < block; ++i) exact[i] = f.exact(x[i], y[i]);
    };
    for (long done = 0; done < points; done += block) {
        for (std::size_t i = 0; i < block; ++i) {
            x[i] = some.next(f.low, f.high, f.centre);
            y[i] = f.two ? some.next(f.low_y, f.high_y, f.centre) : T(0);
        }
        compute();
        measure(0, everywhere);
    }
    // A tenth of the points for the comparison: where arguments are common.
    std::vector<T> all_x, all_y;
    std::vector<long double> all_exact;
    for (long done = 0; done < points / 10; done += block) {
        for (std::size_t i = 0; i < block; ++i) {
            x[i] = some.between(f.low, f.high);
            y[i] = some.between(f.low_y, f.high_y);
        }
        compute();
        for (int library = 0; library < 4; ++library) {
            if (f.by<T>(library) == nullptr) continue;
            std::fill(result.begin(), result.end(), T(0));
            measure(library, common[library]);
        }
        if (!folder.empty()) {
            all_x.insert(all_x.end(), x.begin(), x.end());
            all_y.insert(all_y.end(), y.begin(), y.end());
            all_exact.insert(all_exact.end(), exact.begin(), exact.end());
        }
    }
    if (!folder.empty()) {
        const std::string stem = folder + "/" + f.name + (sizeof(T) == 4 ? ".f32" : ".f64");
        dump(stem + ".x", all_x.data(), all_x.size() * sizeof(T));
        dump(stem + ".y", all_y.data(), all_y.size() * sizeof(T));
        dump(stem + ".exact", all_exact.data(), all_exact.size() * sizeof(long double));
    }
    std::printf("| %s | %s | %s | ", f.name, sizeof(T) == 4 ? "float" : "double", text(everywhere.error).c_str());
    print_place(f, everywhere);
    for (int library = 0; library < 4; ++library) {
        // Eigen's missing functions leave zeros behind.
        const bool missing = f.by<T>(library) == nullptr || common[library].error > 1e6;
        std::printf(" %s |", missing ? "" : text(common[library].error).c_str());
    }
    std::printf("\n");
    std::fflush(stdout);
}

/// The error of a float in its own ULP, relative to a double that counts as exact; infinity for a wrong kind.
/// Written so that the compiler computes it in packs.
inline double float_error(float result, double exact) {
    const double got = static_cast<double>(result);
    const double below = got < 0x1p128 ? got : 0x1p128, bounded = below > -0x1p128 ? below : -0x1p128;
    const double wanted_below = exact < 0x1p128 ? exact : 0x1p128;
    const double wanted = wanted_below > -0x1p128 ? wanted_below : -0x1p128;
    const auto bits = std::bit_cast<std::int64_t>(wanted), got_bits = std::bit_cast<std::int64_t>(got);
    const auto exact_bits = std::bit_cast<std::int64_t>(exact);
    std::int64_t exponent = bits & 0x7FF0000000000000;
    constexpr std::int64_t least = std::int64_t(1023 - 126) << 52, most = std::int64_t(1023 + 127) << 52;
    exponent = exponent < least ? least : exponent > most ? most : exponent;
    const double error = std::fabs(bounded - wanted) * std::bit_cast<double>((std::int64_t(2046 + 23) << 52) - exponent);
    // A zero's sign counts where the exact value is a zero or of the other sign.
    const double signed_error = ((got == 0) & ((got_bits ^ exact_bits) < 0)) ? accuracy::wrong : error;
    const double one_nan = (got == got) & (exact == exact) ? signed_error : accuracy::wrong;
    return (got != got) & (exact != exact) ? 0 : one_nan;
}

void every_float(const function& f) {
    constexpr std::size_t block = 8192;
    worst w;
    std::vector<float> x(block), result(block);
    std::vector<double> wide(block), exact(block);
    for (std::uint64_t first = 0; first < std::uint64_t(1) << 32; first += block) {
        for (std::size_t i = 0; i < block; ++i) {
            const auto bits = static_cast<std::uint32_t>(first + i);
            std::memcpy(&x[i], &bits, sizeof bits);
        }
        for (std::size_t i = 0; i < block; ++i) wide[i] = static_cast<double>(x[i]);
        f.of_floats[0](x.data(), nullptr, result.data(), block);
        f.of_doubles[0](wide.data(), nullptr, exact.data(), block);
        // Doubles that are not negative compare as integers do.
        std::int64_t largest = 0;
        for (std::size_t i = 0; i < block; ++i) {
            const auto error = std::bit_cast<std::int64_t>(float_error(result[i], exact[i]));
            largest = error > largest ? error : largest;
        }
        if (std::bit_cast<double>(largest) <= w.error) continue;
        const bool gamma = std::strcmp(f.name, "lgamma") == 0;
        for (std::size_t i = 0; i < block; ++i) {
            // log Gamma of negative numbers is measured as above.
            const double error = gamma && x[i] < 0 && std::fabs(exact[i]) < 1
                                     ? std::fabs(static_cast<double>(result[i]) - exact[i]) * 0x1p23
                                     : float_error(result[i], exact[i]);
            w.note(error, static_cast<double>(x[i]), 0);
        }
    }
    std::printf("| %s | float | %s | ", f.name, text(w.error).c_str());
    print_place(f, w);
    std::printf("\n");
    std::fflush(stdout);
}

void print_circumstances(const char* how) {
    char date[32];
    const std::time_t now = std::time(nullptr);
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    const char* isa = STRAND_ISA_NAME;
    std::printf("%s; %s, %s %s, %s, exact values by %s\n\n", how, date,
#if defined(__clang__)
                "clang++", __clang_version__,
#else
                "g++", __VERSION__,
#endif
                isa, name_of_reference());
}

}  // namespace

int main(int argc, char** argv) {
    long points = 1000000;
    bool exhaustive = false;
    std::string only, folder;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--every-float") exhaustive = true;
        else if (option == "--points" && i + 1 < argc) points = std::atol(argv[++i]);
        else if (option == "--only" && i + 1 < argc) only = argv[++i];
        else if (option == "--dump" && i + 1 < argc) folder = argv[++i];
        else return std::fprintf(stderr, "usage: strand_accuracy [--every-float] [--points n] [--only function] [--dump folder]\n"), 2;
    }
    if (exhaustive) {
        print_circumstances("All 2^32 floats");
        std::printf("| function | type | max ULP | at |\n|---|---|---:|---|\n");
    } else {
        char how[64];
        std::snprintf(how, sizeof how, "%ld stratified points each", points);
        print_circumstances(how);
        std::printf("| function | type | max ULP | at |");
        for (const char* library : libraries) std::printf(" %s, common |", library);
        std::printf("\n|---|---|---:|---|---:|---:|---:|---:|\n");
    }
    for (const function& f : functions) {
        if (!only.empty() && only != f.name) continue;
        if (exhaustive) {
            if (!f.two) every_float(f);
        } else {
            stratified<double>(f, points, folder);
            stratified<float>(f, points, folder);
        }
    }
}
