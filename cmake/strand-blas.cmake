# Makes the target strand::blas: an installed CBLAS, its header and its library.
# Read by this build and, where strand was installed with STRAND_USE_BLAS, by find_package(strand).
if(TARGET strand::blas)
    return()
endif()
find_path(STRAND_CBLAS_INCLUDE_DIR cblas.h PATH_SUFFIXES openblas)
# OpenBLAS and BLIS hold the C interface themselves; the reference library has it beside it.
find_library(STRAND_CBLAS_LIBRARY NAMES openblas blis cblas)
if(NOT STRAND_CBLAS_INCLUDE_DIR OR NOT STRAND_CBLAS_LIBRARY)
    message(FATAL_ERROR "STRAND_USE_BLAS needs cblas.h and its library: install OpenBLAS, or set "
        "STRAND_CBLAS_INCLUDE_DIR and STRAND_CBLAS_LIBRARY")
endif()
mark_as_advanced(STRAND_CBLAS_INCLUDE_DIR STRAND_CBLAS_LIBRARY)
add_library(strand::blas INTERFACE IMPORTED GLOBAL)
set_target_properties(strand::blas PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${STRAND_CBLAS_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${STRAND_CBLAS_LIBRARY}")
