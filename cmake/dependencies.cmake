# What strand's own tests and benchmark need: an installed package first, else a pinned release.
# Macros, because the targets that find_package makes are seen in the calling directory only.
include(FetchContent)

# A fetched library's headers are system headers, as an installed one's are: no warnings from them.
function(strand_system_headers target)
    get_target_property(include ${target} INTERFACE_INCLUDE_DIRECTORIES)
    set_target_properties(${target} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${include}")
endfunction()

# Catch2 2.13 (Debian 12) or 3.x; tests/support/catch.hpp makes them look alike.
macro(strand_find_catch2)
    find_package(Catch2 QUIET)
    if(NOT Catch2_FOUND OR Catch2_VERSION VERSION_LESS 2.13)
        FetchContent_Declare(Catch2
            GIT_REPOSITORY https://github.com/catchorg/Catch2.git
            GIT_TAG v3.7.1
            GIT_SHALLOW ON)
        FetchContent_MakeAvailable(Catch2)
        strand_system_headers(Catch2)
    endif()
endmacro()

# Google Benchmark 1.7 or later.
macro(strand_find_benchmark)
    find_package(benchmark 1.7 QUIET)
    if(NOT benchmark_FOUND)
        set(BENCHMARK_ENABLE_TESTING OFF)
        set(BENCHMARK_ENABLE_GTEST_TESTS OFF)
        set(BENCHMARK_ENABLE_INSTALL OFF)
        FetchContent_Declare(benchmark
            GIT_REPOSITORY https://github.com/google/benchmark.git
            GIT_TAG v1.9.4
            GIT_SHALLOW ON)
        FetchContent_MakeAvailable(benchmark)
        strand_system_headers(benchmark)
    endif()
endmacro()
