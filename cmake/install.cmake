# Headers and the package that find_package(strand) reads. Everything goes to include/ and share/:
# nothing here depends on the machine, and the installed tree can be moved.
# One component, so that the install rules of fetched dependencies stay out.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/strand)

install(DIRECTORY include/strand DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT strand
    FILES_MATCHING PATTERN "*.hpp")
install(TARGETS strand strand_native EXPORT strand-targets
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT strand-targets NAMESPACE strand:: DESTINATION ${package_dir} COMPONENT strand)

configure_package_config_file(cmake/strand-config.cmake.in strand-config.cmake
    INSTALL_DESTINATION ${package_dir})
# Before 1.0 a new minor version may change names.
write_basic_package_version_file(strand-config-version.cmake
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/strand-config.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/strand-config-version.cmake
    cmake/strand-xsimd.cmake
    cmake/strand-blas.cmake
    DESTINATION ${package_dir} COMPONENT strand)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/strand COMPONENT strand)
