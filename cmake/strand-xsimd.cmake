# Makes the target strand::xsimd: the headers of xsimd and nothing else of it.
# Read by this build and, installed beside strand-config.cmake, by find_package(strand).
#
# First comes an xsimd that the project already has or that is installed (8.1 or later), else the
# release below is downloaded; -D FETCHCONTENT_SOURCE_DIR_XSIMD=<dir> names a copy instead.
if(TARGET strand::xsimd)
    return()
endif()

if(NOT TARGET xsimd)
    # Without a version: xsimd's version file accepts nothing but the same major number.
    find_package(xsimd QUIET)
endif()

if(TARGET xsimd AND NOT (xsimd_FOUND AND xsimd_VERSION VERSION_LESS 8.1))
    # Its include directories, not the target: that of Debian's 8.1.0 adds -lxtl, which nothing provides.
    get_target_property(strand_xsimd_include xsimd INTERFACE_INCLUDE_DIRECTORIES)
else()
    include(FetchContent)
    FetchContent_Declare(xsimd
        GIT_REPOSITORY https://github.com/xtensor-stack/xsimd.git
        GIT_TAG 14.3.0
        GIT_SHALLOW ON
        # A folder that is not there: download only, none of xsimd's targets, options and install rules.
        SOURCE_SUBDIR headers-only)
    FetchContent_MakeAvailable(xsimd)
    set(strand_xsimd_include ${xsimd_SOURCE_DIR}/include)
endif()

# Imported: so its headers are system headers (no warnings), and no export set has to contain it.
add_library(strand::xsimd INTERFACE IMPORTED GLOBAL)
set_target_properties(strand::xsimd PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${strand_xsimd_include}")
unset(strand_xsimd_include)
