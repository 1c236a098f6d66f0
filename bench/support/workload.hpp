// SPDX-License-Identifier: BSD-3-Clause
// What the files of bench/ register: workloads, each with its contenders (the loop written by hand,
// strand, other libraries), and the data they share. In: functions. Out: `all_workloads()`, which main
// times in turns or hands to Google Benchmark.
//
// Data is made when a workload's turn comes and freed after it. It has a member `out`, the array that
// every contender computes; all contenders work in the same memory.
#ifndef STRAND_BENCH_SUPPORT_WORKLOAD_HPP
#define STRAND_BENCH_SUPPORT_WORKLOAD_HPP

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include <strand/strand.hpp>

namespace bench {

using strand::all;
using strand::index_t;
using strand::ndarray;
using strand::none;
using strand::range;

/// Evaluates so many times.
using batch = std::function<void(index_t)>;

struct contender {
    std::string name;
    std::function<batch(void* data)> prepare;
};

struct workload {
    std::string name;      // add/f64/1k
    double bytes = 0;      // read and written by one evaluation
    double flops = 0;      // of one evaluation, where that is what counts, and the most that
    double peak = 0;       // this processor does per second
    double tolerance = 0;  // of the contenders' results, relative to the largest element
    std::function<std::shared_ptr<void>()> make_data;
    std::function<std::shared_ptr<void>(void* data)> save_result;
    std::function<void(void* data, const void* saved)> restore_result;
    std::function<double(void* data, const void* saved)> difference;
    std::vector<contender> contenders;  // the loop by hand first, strand second

    std::string group() const { return name.substr(0, name.find('/')); }
};

/// Behind this the compiler must have written all memory, and must read it anew.
[[gnu::always_inline]] inline void clobber() { asm volatile("" ::: "memory"); }
/// The compiler must take the value for used.
template <class T>
[[gnu::always_inline]] inline void keep(const T& value) {
    asm volatile("" ::"g"(value) : "memory");
}

std::vector<workload>& all_workloads();

/// A number wide enough to subtract from: complex numbers stay such.
template <class T>
auto wide(T x) {
    if constexpr (strand::detail::is_complex<T>) return std::complex<double>(x);
    else return static_cast<double>(x);
}
/// The largest |a - b|, relative to the largest |b|; NaN where one is NaN and the other is not.
template <class T>
double relative_difference(const T* a, const T* b, index_t n) {
    double largest = 0, apart = 0;
    for (index_t i = 0; i < n; ++i) {
        largest = std::max(largest, std::abs(wide(b[i])));
        if (a[i] == b[i]) continue;
        const double by = std::abs(wide(b[i]) - wide(a[i]));
        if (!(by <= 1e300)) return by;
        apart = std::max(apart, by);
    }
    return apart == 0 ? 0 : apart / largest;
}
inline double relative_difference(const bool* a, const bool* b, index_t n) {
    for (index_t i = 0; i < n; ++i) {
        if (a[i] != b[i]) return 1;
    }
    return 0;
}

/// Adds contenders to a workload.
template <class Data>
class comparison {
public:
    explicit comparison(std::size_t position) : position_(position) {}

    /// `setup(data)` gives the function that evaluates once; what it prepares is not timed.
    template <class Setup>
    comparison& add(const char* name, Setup setup) {
        all_workloads()[position_].contenders.push_back({name, [setup](void* data) -> batch {
                                                             return [once = setup(*static_cast<Data*>(data))](
                                                                        index_t times) mutable {
                                                                 for (; times > 0; --times) {
                                                                     once();
                                                                     clobber();
                                                                 }
                                                             };
                                                         }});
        return *this;
    }
    /// One evaluation takes so many multiplications and additions, of which the processor can do `peak` a second.
    comparison& flops(double count, double peak) {
        all_workloads()[position_].flops = count;
        all_workloads()[position_].peak = peak;
        return *this;
    }
    /// For sums, whose value depends on the order of the elements.
    comparison& tolerance(double largest) {
        all_workloads()[position_].tolerance = largest;
        return *this;
    }

private:
    std::size_t position_;
};

/// Registers a workload that moves so many bytes, on the data that `make` makes.
template <class Make>
auto compare(std::string name, double bytes, Make make) {
    using Data = decltype(make());
    using Out = std::remove_reference_t<decltype(std::declval<Data&>().out)>;
    using T = typename Out::value_type;
    workload it;
    it.name = std::move(name);
    it.bytes = bytes;
    it.tolerance = std::is_same_v<strand::real_t<T>, float> ? 4e-6 : 4e-14;
    it.make_data = [make] { return std::make_shared<Data>(make()); };
    it.save_result = [](void* data) { return std::make_shared<Out>(static_cast<Data*>(data)->out); };
    it.restore_result = [](void* data, const void* saved) {
        auto& out = static_cast<Data*>(data)->out;
        std::copy_n(static_cast<const Out*>(saved)->data(), out.size(), out.data());
    };
    it.difference = [](void* data, const void* saved) {
        const auto& out = static_cast<Data*>(data)->out;
        return relative_difference(out.data(), static_cast<const Out*>(saved)->data(), out.size());
    };
    all_workloads().push_back(std::move(it));
    return comparison<Data>(all_workloads().size() - 1);
}

/// A file registers its workloads by one object of this type with static storage.
struct registration {
    explicit registration(void (*add_workloads)()) { add_workloads(); }
};

// ---- data and names ---------------------------------------------------------------------------------

template <class T>
constexpr const char* type_name() {
    if constexpr (std::is_same_v<T, double>) return "f64";
    else if constexpr (std::is_same_v<T, float>) return "f32";
    else if constexpr (std::is_same_v<T, std::int8_t>) return "i8";
    else if constexpr (std::is_same_v<T, std::uint8_t>) return "u8";
    else if constexpr (std::is_same_v<T, std::int16_t>) return "i16";
    else if constexpr (std::is_same_v<T, std::int32_t>) return "i32";
    else if constexpr (std::is_same_v<T, std::int64_t>) return "i64";
    else if constexpr (std::is_same_v<T, std::uint16_t>) return "u16";
    else if constexpr (std::is_same_v<T, std::uint32_t>) return "u32";
    else if constexpr (std::is_same_v<T, std::uint64_t>) return "u64";
    else if constexpr (std::is_same_v<T, bool>) return "bool";
    else if constexpr (std::is_same_v<T, strand::float16>) return "f16";
    else if constexpr (std::is_same_v<T, strand::bfloat16>) return "bf16";
    else if constexpr (std::is_same_v<T, std::complex<float>>) return "c64";
    else if constexpr (std::is_same_v<T, std::complex<double>>) return "c128";
    else static_assert(sizeof(T) == 0, "a type without a name");
}

/// "add/f64/1k"
template <class T>
std::string title(const char* what, const std::string& size) {
    return std::string(what) + "/" + type_name<T>() + "/" + size;
}

struct length {
    index_t n;
    const char* name;
};
/// Data in the first-level cache, in the second or third, and in memory.
inline constexpr length small{1000, "1k"}, medium{100'000, "100k"}, large{10'000'000, "10M"};

/// Values without a pattern: floats from 0.5 to 1.5, integers from 0 to 99.
template <class T, index_t Rank>
void fill_varied(ndarray<T, Rank>& a, unsigned seed) {
    unsigned state = 2463534242u + 977u * seed;
    const auto next = [&state] {
        state ^= state << 13, state ^= state >> 17, state ^= state << 5;
        return state >> 8;
    };
    const auto number = [&next] { return static_cast<double>(next()) / (1 << 24) + 0.5; };
    for (T* x = a.data(); x != a.data() + a.size(); ++x) {
        if constexpr (strand::detail::is_complex<T>)
            *x = T(static_cast<strand::real_t<T>>(number()), static_cast<strand::real_t<T>>(number()));
        else if constexpr (strand::detail::real_floating<T>) *x = static_cast<T>(number());
        else if constexpr (std::is_same_v<T, bool>) *x = next() % 2 == 0;
        else *x = static_cast<T>(next() % 100);
    }
}
/// A new array of this shape, filled so.
template <class T, std::size_t N>
auto varied(const index_t (&shape)[N], unsigned seed) {
    auto a = strand::empty<T>(shape);
    fill_varied(a, seed);
    return a;
}

/// A result and three operands of one length.
template <class T, class Out = T>
struct four_arrays {
    ndarray<Out, 1> out;
    ndarray<T, 1> a, b, c;
    index_t n;
    T s = T(3);  // a number, known only at run time
    explicit four_arrays(index_t count, bool with_c = true)
        : out(strand::zeros<Out>({count})),
          a(varied<T>({count}, 1)),
          b(varied<T>({count}, 2)),
          c(varied<T>({with_c ? count : 0}, 3)),
          n(count) {}
};

}  // namespace bench

#endif
