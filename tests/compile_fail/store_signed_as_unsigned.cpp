// expect: conversion from '.*int.*' to .*(unsigned|uint32_t)
#include <cstdint>
#include <strand/strand.hpp>

void store_signed_as_unsigned() {
    const strand::ndarray<std::int32_t> a{{1, 2}};
#ifdef GOOD
    const strand::ndarray<std::uint32_t> b = strand::astype<std::uint32_t>(a);
#else
    const strand::ndarray<std::uint32_t> b = a;
#endif
}
