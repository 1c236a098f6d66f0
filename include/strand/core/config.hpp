// SPDX-License-Identifier: BSD-3-Clause
// The compiler and its switches: the only place with macros and with questions about the compiler.
// In: predefined macros, and STRAND_CHECKED and STRAND_USE_BLAS from the user. Out: the STRAND_ macros below.
#ifndef STRAND_CORE_CONFIG_HPP
#define STRAND_CORE_CONFIG_HPP

#define STRAND_VERSION_MAJOR 0
#define STRAND_VERSION_MINOR 1
#define STRAND_VERSION_PATCH 0

#if __cplusplus < 202002L
#error "strand needs C++20: compile with -std=c++20 or later"
#endif
#if !defined(__GNUC__)
#error "strand needs g++ 12 or clang 14, or later"
#endif

// Checks that cost time in element access and in the use of lazy nodes; on unless NDEBUG is defined.
// All units of one program must agree, because owners carry one more member when it is on.
#ifndef STRAND_CHECKED
#ifdef NDEBUG
#define STRAND_CHECKED 0
#else
#define STRAND_CHECKED 1
#endif
#endif

// Large products of matrices go through an installed CBLAS: <cblas.h> and its library are then needed.
#ifndef STRAND_USE_BLAS
#define STRAND_USE_BLAS 0
#endif

// Packs travel by value through many tiny functions: a call that is not inlined spills them.
#define STRAND_ALWAYS_INLINE [[gnu::always_inline]] inline
// Error paths and planning stay out of the callers' hot code.
#define STRAND_INLINE_LAMBDA __attribute__((always_inline))
#define STRAND_NOINLINE [[gnu::noinline]]
#define STRAND_COLD [[gnu::cold, gnu::noinline]]
#define STRAND_RESTRICT __restrict
// A cold function that only answers: hot code around it keeps what it knows of memory. Answers that may
// throw, as they do with STRAND_CHECKED, cannot promise so much.
#if STRAND_CHECKED
#define STRAND_COLD_QUESTION [[gnu::cold, gnu::noinline]]
#else
#define STRAND_COLD_QUESTION [[gnu::cold, gnu::noinline, gnu::pure]]
#endif

// STRAND_UNROLL_ALL stands before loops over an array of packs: with -O2 compilers unroll few loops by
// themselves, and an array that is indexed in a loop lies in memory instead of registers.
// STRAND_UNROLL_NOTHING: g++ puts what a loop over a few numbers chooses between into vectors only while it is a loop.
// STRAND_MANY_CHOICES_LEAVE_LOOPS: a loop with several branches that always go the same way becomes several loops.
#if defined(__clang__)
#define STRAND_MANY_CHOICES_LEAVE_LOOPS 0
#define STRAND_LIFETIMEBOUND [[clang::lifetimebound]]
#define STRAND_UNROLL_4 _Pragma("clang loop unroll_count(4)")
#define STRAND_UNROLL_2 _Pragma("clang loop unroll_count(2)")
#define STRAND_UNROLL_ALL _Pragma("clang loop unroll(full)")
#define STRAND_UNROLL_NOTHING
#else
#define STRAND_MANY_CHOICES_LEAVE_LOOPS 1
#define STRAND_LIFETIMEBOUND
#define STRAND_UNROLL_4 _Pragma("GCC unroll 4")
#define STRAND_UNROLL_2 _Pragma("GCC unroll 2")
#define STRAND_UNROLL_ALL _Pragma("GCC unroll 64")
#define STRAND_UNROLL_NOTHING _Pragma("GCC unroll 1")
#endif

// Everything that contains or instantiates vector code lives in an inline namespace of this name, so
// that units compiled with different -march flags can be linked into one program: the linker would
// otherwise keep one of two functions of the same name, and that one could be the AVX-512 one.
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#define STRAND_ISA isa_avx512
#define STRAND_ISA_NAME "avx512"
#elif defined(__AVX2__) && defined(__FMA__)
#define STRAND_ISA isa_avx2_fma
#define STRAND_ISA_NAME "avx2_fma"
#elif defined(__AVX2__)
#define STRAND_ISA isa_avx2
#define STRAND_ISA_NAME "avx2"
#elif defined(__AVX__)
#define STRAND_ISA isa_avx
#define STRAND_ISA_NAME "avx"
#elif defined(__SSE4_2__)
#define STRAND_ISA isa_sse42
#define STRAND_ISA_NAME "sse42"
#elif defined(__SSE2__)
#define STRAND_ISA isa_sse2
#define STRAND_ISA_NAME "sse2"
#else
#define STRAND_ISA isa_generic
#define STRAND_ISA_NAME "generic"
#endif

#endif
