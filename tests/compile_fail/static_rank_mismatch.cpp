// expect: conversion from '.*2>' to .*1>
#include <strand/strand.hpp>

void static_rank_mismatch() {
    const strand::ndarray<double, 2> a{{1, 2}, {3, 4}};
#ifdef GOOD
    const strand::ndarray<double, 1> b = a[0];
#else
    const strand::ndarray<double, 1> b = a;
#endif
}
