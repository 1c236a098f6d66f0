// SPDX-License-Identifier: BSD-3-Clause
// Measures the largest errors of the mathematical functions and prints them as a Markdown table.
//
//   strand_accuracy                     10^6 stratified points per function and type, beside other libraries
//   strand_accuracy --points <n>        that many instead
//   strand_accuracy --every-float       each of the 2^32 floats, against the native function of doubles
//   strand_accuracy --only <function>,  these alone
//   strand_accuracy --sets <n>          of strand's instruction sets the first n: native, AVX2 and FMA, SSE2
//   strand_accuracy --reference         how far the C library's long double is from the exact values
//   strand_accuracy --dump <folder>     also writes arguments and exact values for numpy_accuracy.py
//
// Errors are first taken against the C library's long double, and exact values computed only where that leaves
// open whether an error is the largest so far. That is sound while --reference stays within close_to_exact::slack.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <random>
#include <string>
#include <vector>
#include "evaluators.hpp"
#include "support/ulp.hpp"

namespace {

using accuracy::ulps;

struct function {
    const char* name;
    bool two;  // arguments
    double low, high, low_y, high_y, centre;
    long double (*close)(double, double);
    long double (*exact)(double, double);
    evaluator<float> of_floats[6];
    evaluator<double> of_doubles[6];

    template <class T>
    evaluator<T> by(int library) const {
        if constexpr (sizeof(T) == 4) return of_floats[library];
        else return of_doubles[library];
    }
};
/// Strand by its instruction sets, then the others.
#if STRAND_ACCURACY_X86
constexpr int sets = 3;
const char* (*const instruction_set[])() = {by_strand_native::instruction_set, by_strand_avx2::instruction_set, by_strand_sse2::instruction_set};
#define STRAND(name, T) by_strand_native::name<T>, by_strand_avx2::name<T>, by_strand_sse2::name<T>
#else
constexpr int sets = 1;
const char* (*const instruction_set[])() = {by_strand_native::instruction_set};
#define STRAND(name, T) by_strand_native::name<T>
#endif
constexpr const char* others[] = {"libmvec", "xsimd", "Eigen"};

#define ALL(name, T) {STRAND(name, T), by_libmvec::name<T>, by_xsimd::name<T>, by_eigen::name<T>}
#define CLOSE_ONE(name) [](double x, double) { return close_to_exact::name(x); }
#define EXACT_ONE(name) [](double x, double) { return exact::name(x); }
#define CLOSE_TWO(name) [](double x, double y) { return close_to_exact::name(x, y); }
#define EXACT_TWO(name) [](double x, double y) { return exact::name(x, y); }
#define ONE(name, low, high, centre) {#name, false, low, high, 0, 1, centre, CLOSE_ONE(name), EXACT_ONE(name), ALL(name, float), ALL(name, double)},
#define TWO(name, low, high, low_y, high_y) \
    {#name, true, low, high, low_y, high_y, 1, CLOSE_TWO(name), EXACT_TWO(name), ALL(name, float), ALL(name, double)},
#define STRAND_ONE(name, low, high, centre) \
    {#name, false, low, high, 0, 1, centre, CLOSE_ONE(name), EXACT_ONE(name), {STRAND(name, float)}, {STRAND(name, double)}},
#define STRAND_TWO(name, low, high, low_y, high_y) \
    {#name, true, low, high, low_y, high_y, 1, CLOSE_TWO(name), EXACT_TWO(name), {STRAND(name, float)}, {STRAND(name, double)}},
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

/// What errors count in. Near its zeros log Gamma of a negative x is right to a unit of log Gamma(|x|),
/// log(e^x + e^y) to one of x.
template <class T>
long double unit_of(const function& f, T x, T y, long double exact) {
    long double least = 0;
    if (std::strcmp(f.name, "lgamma") == 0 && x < 0) least = std::max(1.0L, std::fabs(std::lgamma(-static_cast<long double>(x))));
    if (std::strncmp(f.name, "logaddexp", 9) == 0) least = std::max(std::fabs(static_cast<long double>(x)), std::fabs(static_cast<long double>(y)));
    return accuracy::unit_in_last_place<T>(std::max(least, std::fabs(exact)));
}
template <class T>
double error_of(const function& f, T x, T y, T result, long double exact) {
    const bool sums = (std::strcmp(f.name, "lgamma") == 0 && x < 0) || std::strncmp(f.name, "logaddexp", 9) == 0;
    if (!sums || !std::isfinite(exact) || std::isinf(result)) return ulps(result, exact);
    return static_cast<double>(std::fabs(static_cast<long double>(result) - exact) / unit_of(f, x, y, exact));
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

/// The largest error of a library among points, of which `close` are values by long double.
template <class T>
void measure(const function& f, int library, const std::vector<T>& x, const std::vector<T>& y, const std::vector<long double>& close, worst& into) {
    const auto count = x.size();
    std::vector<T> result(count);
    f.by<T>(library)(x.data(), y.data(), result.data(), static_cast<long>(count));
    constexpr double slack = sizeof(T) == 8 ? close_to_exact::slack : close_to_exact::slack * 0x1p-29;
    for (std::size_t i = 0; i < count; ++i) {
        if (error_of<T>(f, x[i], y[i], result[i], close[i]) + slack <= into.error) continue;
        into.note(error_of<T>(f, x[i], y[i], result[i], f.exact(x[i], y[i])), x[i], y[i]);
    }
}

template <class T>
void stratified(const function& f, long points, int measured_sets, const std::string& folder) {
    constexpr std::size_t block = 4096;
    worst everywhere[sets], common[sets + 3];
    arguments<T> some(20240607);
    std::vector<T> x(block), y(block);
    std::vector<long double> close(block);
    const auto compute = [&] {
        for (std::size_t i = 0; i < block; ++i) close[i] = f.close(x[i], y[i]);
    };
    for (long done = 0; done < points; done += block) {
        for (std::size_t i = 0; i < block; ++i) {
            x[i] = some.next(f.low, f.high, f.centre);
            y[i] = f.two ? some.next(f.low_y, f.high_y, f.centre) : T(0);
        }
        compute();
        for (int set = 0; set < measured_sets; ++set) measure<T>(f, set, x, y, close, everywhere[set]);
    }
    // A tenth of the points for the comparison: where arguments are common.
    std::vector<T> all_x, all_y;
    std::vector<long double> all_close;
    for (long done = 0; done < points / 10; done += block) {
        for (std::size_t i = 0; i < block; ++i) {
            x[i] = some.between(f.low, f.high);
            y[i] = some.between(f.low_y, f.high_y);
        }
        compute();
        measure<T>(f, 0, x, y, close, common[0]);
        for (int library = sets; library < sets + 3; ++library) {
            if (f.by<T>(library) != nullptr) measure<T>(f, library, x, y, close, common[library]);
        }
        if (!folder.empty()) {
            all_x.insert(all_x.end(), x.begin(), x.end());
            all_y.insert(all_y.end(), y.begin(), y.end());
            all_close.insert(all_close.end(), close.begin(), close.end());
        }
    }
    if (!folder.empty()) {
        const std::string stem = folder + "/" + f.name + (sizeof(T) == 4 ? ".f32" : ".f64");
        dump(stem + ".x", all_x.data(), all_x.size() * sizeof(T));
        dump(stem + ".y", all_y.data(), all_y.size() * sizeof(T));
        dump(stem + ".exact", all_close.data(), all_close.size() * sizeof(long double));
    }
    std::printf("| %s | %s |", f.name, sizeof(T) == 4 ? "float" : "double");
    for (int set = 0; set < measured_sets; ++set) {
        std::printf(" %s | ", text(everywhere[set].error).c_str());
        print_place(f, everywhere[set]);
    }
    std::printf(" %s |", text(common[0].error).c_str());
    for (int library = sets; library < sets + 3; ++library) {
        // Eigen's missing functions leave zeros behind.
        const bool missing = f.by<T>(library) == nullptr || common[library].error > 1e6;
        std::printf(" %s |", missing ? "" : text(common[library].error).c_str());
    }
    std::printf("\n");
    std::fflush(stdout);
}

/// The largest difference of long double from exact values, in ULP of double.
void reference(const function& f, long points) {
    worst w;
    arguments<double> some(20240607);
    for (long i = 0; i < points; ++i) {
        const double x = some.next(f.low, f.high, f.centre), y = f.two ? some.next(f.low_y, f.high_y, f.centre) : 0;
        const long double close = f.close(x, y), exact = f.exact(x, y);
        if (std::isfinite(close) && std::isfinite(exact)) {
            w.note(static_cast<double>(std::fabs(close - exact) / unit_of<double>(f, x, y, exact)), x, y);
        }
    }
    std::printf("| %s | %.5f | ", f.name, w.error);
    print_place(f, w);
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

void every_float(const function& f, int measured_sets) {
    constexpr std::size_t block = 8192;
    worst all[sets];
    std::vector<float> x(block), result(block);
    std::vector<double> wide(block), exact(block);
    for (std::uint64_t first = 0; first < std::uint64_t(1) << 32; first += block) {
        for (std::size_t i = 0; i < block; ++i) {
            const auto bits = static_cast<std::uint32_t>(first + i);
            std::memcpy(&x[i], &bits, sizeof bits);
        }
        for (std::size_t i = 0; i < block; ++i) wide[i] = static_cast<double>(x[i]);
        f.of_doubles[0](wide.data(), nullptr, exact.data(), block);
        for (int set = 0; set < measured_sets; ++set) {
            worst& w = all[set];
            f.of_floats[set](x.data(), nullptr, result.data(), block);
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
    }
    std::printf("| %s | float |", f.name);
    for (int set = 0; set < measured_sets; ++set) {
        std::printf(" %s | ", text(all[set].error).c_str());
        print_place(f, all[set]);
    }
    std::printf("\n");
    std::fflush(stdout);
}

void print_circumstances(const char* how) {
    char date[32];
    const std::time_t now = std::time(nullptr);
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    std::printf("%s; %s, %s %s, exact values by %s\n\n", how, date,
#if defined(__clang__)
                "clang++", __clang_version__,
#else
                "g++", __VERSION__,
#endif
                name_of_reference());
}

}  // namespace

int main(int argc, char** argv) {
    long points = 1000000;
    int measured_sets = sets;
    bool exhaustive = false, of_reference = false;
    std::string only, folder;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--every-float") exhaustive = true;
        else if (option == "--reference") of_reference = true;
        else if (option == "--points" && i + 1 < argc) points = std::atol(argv[++i]);
        else if (option == "--only" && i + 1 < argc) only = std::string(",") + argv[++i] + ",";
        else if (option == "--sets" && i + 1 < argc) measured_sets = std::clamp(std::atoi(argv[++i]), 1, sets);
        else if (option == "--dump" && i + 1 < argc) folder = argv[++i];
        else return std::fprintf(stderr, "usage: strand_accuracy [--every-float | --reference] [--points n] [--only function,...] [--sets n] [--dump folder]\n"), 2;
    }
    const auto chosen = [&](const function& f) { return only.empty() || only.find("," + std::string(f.name) + ",") != std::string::npos; };
    char how[64] = "All 2^32 floats";
    if (!exhaustive) std::snprintf(how, sizeof how, "%ld stratified points each", points);
    print_circumstances(how);
    if (of_reference) {
        std::printf("| function | difference | at |\n|---|---:|---|\n");
        for (const function& f : functions) {
            if (chosen(f)) reference(f, points);
        }
        return 0;
    }
    std::printf("| function | type |");
    for (int set = 0; set < measured_sets; ++set) std::printf(" %s | at |", instruction_set[set]());
    if (!exhaustive) {
        std::printf(" strand, common |");
        for (const char* library : others) std::printf(" %s, common |", library);
    }
    std::printf("\n|---|---|");
    for (int set = 0; set < measured_sets; ++set) std::printf("---:|---|");
    std::printf("%s\n", exhaustive ? "" : "---:|---:|---:|---:|");
    for (const function& f : functions) {
        if (!chosen(f)) continue;
        if (exhaustive) {
            if (!f.two) every_float(f, measured_sets);
        } else {
            stratified<double>(f, points, measured_sets, folder);
            stratified<float>(f, points, measured_sets, folder);
        }
    }
}
