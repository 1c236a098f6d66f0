// expect: conversion from '.*double.*' to .*int
#include <cstdint>
#include <strand/strand.hpp>

void store_float_as_integer() {
    const strand::ndarray<double> a{{1.5, 2.5}};
#ifdef GOOD
    const strand::ndarray<std::int32_t> b = strand::astype<std::int32_t>(a);
#else
    const strand::ndarray<std::int32_t> b = a;
#endif
}
