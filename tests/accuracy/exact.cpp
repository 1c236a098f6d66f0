// SPDX-License-Identifier: BSD-3-Clause
// Values by the C library's long double, and exact ones by MPFR where it is installed (STRAND_ACCURACY_MPFR);
// otherwise the former count as exact.
#include <cmath>
#include "evaluators.hpp"

#if STRAND_ACCURACY_MPFR
#include <mpfr.h>
#endif

namespace {
long double sinc(long double x) {
    if (x == 0) return 1;
    // sin(pi x) by the distance to the nearest whole number, which is exact.
    const long double rest = std::remainder(x, 1.0L), pi = 3.14159265358979323846L;
    if (rest == 0) return 0;
    const long double sine = std::sin(pi * rest);
    return (std::fabs(std::remainder(x, 2.0L)) > 0.5L ? -sine : sine) / (pi * x);
}
long double logaddexp(long double x, long double y) {
    if (x == y) return x + std::log(2.0L);
    return std::fmax(x, y) + std::log1p(std::exp(-std::fabs(x - y)));
}
long double logaddexp2(long double x, long double y) {
    if (x == y) return x + 1;
    return std::fmax(x, y) + std::log1p(std::exp2(-std::fabs(x - y))) / std::log(2.0L);
}
}  // namespace

#define ONE(name, ...) \
    long double close_to_exact::name(double x) { return std::name(static_cast<long double>(x)); }
#define TWO(name, ...) \
    long double close_to_exact::name(double x, double y) { return std::name(static_cast<long double>(x), static_cast<long double>(y)); }
#define STRAND_ONE(name, ...) \
    long double close_to_exact::name(double x) { return ::name(static_cast<long double>(x)); }
#define STRAND_TWO(name, ...) \
    long double close_to_exact::name(double x, double y) { return ::name(static_cast<long double>(x), static_cast<long double>(y)); }
#include "functions.inc"
#undef ONE
#undef TWO
#undef STRAND_ONE
#undef STRAND_TWO

#if STRAND_ACCURACY_MPFR

const char* name_of_reference() { return "MPFR " MPFR_VERSION_STRING; }

namespace {

class number {
public:
    number() { mpfr_init2(value_, 160); }  // ample for the nearest long double
    number(const number&) = delete;
    number& operator=(const number&) = delete;
    ~number() { mpfr_clear(value_); }
    operator mpfr_ptr() { return value_; }

private:
    mpfr_t value_;
};

int mpfr_tgamma(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t round) { return mpfr_gamma(result, x, round); }
int log_gamma(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t round) {
    int sign;
    return mpfr_lgamma(result, &sign, x, round);
}
int mpfr_sinc(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t round) {
    static number angle;
    if (mpfr_zero_p(x)) return mpfr_set_ui(result, 1, round);
    mpfr_const_pi(angle, round);
    mpfr_mul(angle, angle, x, round);
    mpfr_sinpi(result, x, round);
    if (mpfr_zero_p(result)) return mpfr_set_zero(result, 1), 0;
    return mpfr_div(result, result, angle, round);
}
int mpfr_logaddexp(mpfr_ptr result, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t round) {
    static number sum;
    if (mpfr_nan_p(x) || mpfr_nan_p(y)) return mpfr_add(result, x, y, round);
    if (mpfr_inf_p(x) || mpfr_inf_p(y)) return mpfr_max(result, x, y, round);
    mpfr_sub(sum, x, y, round);
    mpfr_abs(sum, sum, round);
    mpfr_neg(sum, sum, round);
    mpfr_exp(sum, sum, round);
    mpfr_log1p(sum, sum, round);
    return mpfr_add(result, mpfr_cmp(x, y) > 0 ? x : y, sum, round);
}

int mpfr_logaddexp2(mpfr_ptr result, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t round) {
    static number sum, unit;
    if (mpfr_nan_p(x) || mpfr_nan_p(y)) return mpfr_add(result, x, y, round);
    if (mpfr_inf_p(x) || mpfr_inf_p(y)) return mpfr_max(result, x, y, round);
    mpfr_sub(sum, x, y, round);
    mpfr_abs(sum, sum, round);
    mpfr_neg(sum, sum, round);
    mpfr_exp2(sum, sum, round);
    mpfr_log1p(sum, sum, round);
    mpfr_const_log2(unit, round);
    mpfr_div(sum, sum, unit, round);
    return mpfr_add(result, mpfr_cmp(x, y) > 0 ? x : y, sum, round);
}

template <class Function>
long double of_one(Function function, double x) {
    static number argument, result;
    mpfr_set_d(argument, x, MPFR_RNDN);
    function(result, argument, MPFR_RNDN);
    return mpfr_get_ld(result, MPFR_RNDN);
}
template <class Function>
long double of_two(Function function, double x, double y) {
    static number first, second, result;
    mpfr_set_d(first, x, MPFR_RNDN);
    mpfr_set_d(second, y, MPFR_RNDN);
    function(result, first, second, MPFR_RNDN);
    return mpfr_get_ld(result, MPFR_RNDN);
}

}  // namespace

#undef mpfr_lgamma
#define mpfr_lgamma log_gamma
#define ONE(name, ...) \
    long double exact::name(double x) { return of_one(mpfr_##name, x); }
#define TWO(name, ...) \
    long double exact::name(double x, double y) { return of_two(mpfr_##name, x, y); }
#define STRAND_ONE ONE
#define STRAND_TWO TWO
#include "functions.inc"

#else

const char* name_of_reference() { return "the C library's long double"; }

#define ONE(name, ...) \
    long double exact::name(double x) { return close_to_exact::name(x); }
#define TWO(name, ...) \
    long double exact::name(double x, double y) { return close_to_exact::name(x, y); }
#define STRAND_ONE ONE
#define STRAND_TWO TWO
#include "functions.inc"
#endif
