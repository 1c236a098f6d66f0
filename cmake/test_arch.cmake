# Link strand_test_arch to use strand with the instructions that tests and examples are to use.
add_library(strand_test_arch INTERFACE)
if(STRAND_TEST_ARCH STREQUAL "native")
    target_link_libraries(strand_test_arch INTERFACE strand::native)
else()
    target_link_libraries(strand_test_arch INTERFACE strand::strand)
    target_compile_options(strand_test_arch INTERFACE -march=${STRAND_TEST_ARCH})
endif()
target_compile_definitions(strand_test_arch INTERFACE $<$<BOOL:${STRAND_TEST_SCALAR}>:STRAND_NO_SIMD=1>)
