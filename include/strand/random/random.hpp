// SPDX-License-Identifier: BSD-3-Clause
// Random numbers: generators with explicit seeds and state, and distributions that make whole arrays.
//
//     auto rng = random::default_rng(42);
//     auto noise = rng.normal<float>(0, 1, {480, 640});     // numpy.random.default_rng(42), bit for bit
//
//   seeds                 seed_sequence
//   bits                  pcg64, philox                   words of 64 bits, many at once
//   words, halves, floats word_stream, uniform, bounded   32-bit halves as NumPy cuts them
//   distributions         ziggurat, gamma, counts, permute, multivariate_normal
//   arrays                generator                       what users call
#ifndef STRAND_RANDOM_RANDOM_HPP
#define STRAND_RANDOM_RANDOM_HPP

#include <strand/random/generator.hpp>
#include <strand/random/pcg64.hpp>
#include <strand/random/philox.hpp>
#include <strand/random/seed_sequence.hpp>

#endif
