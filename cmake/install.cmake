# What `cmake --install` puts down: headers, both libraries, the program, its manual page, and the
# descriptions by which others find them (pkg-config, find_package).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(SILEX_CONFIG_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/silex)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/silex DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
install(TARGETS ${SILEX_LIBRARIES} EXPORT silex_targets)
if(TARGET silex_program)
  install(TARGETS silex_program)
endif()
if(TARGET silex_hub_program)
  install(TARGETS silex_hub_program)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(EXISTS ${PROJECT_SOURCE_DIR}/docs/man/silex.1)
  install(FILES ${PROJECT_SOURCE_DIR}/docs/man/silex.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

install(EXPORT silex_targets NAMESPACE silex:: FILE silex_targets.cmake
        DESTINATION ${SILEX_CONFIG_FOLDER})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/silex-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
configure_file(${PROJECT_SOURCE_DIR}/cmake/silex-config.cmake.in
               ${PROJECT_BINARY_DIR}/silex-config.cmake @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/silex-config.cmake
        ${PROJECT_BINARY_DIR}/silex-config-version.cmake DESTINATION ${SILEX_CONFIG_FOLDER})

# The prefix is found from where the .pc file lies, so an installed tree may be moved.
file(RELATIVE_PATH SILEX_PC_TO_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(${PROJECT_SOURCE_DIR}/cmake/silex.pc.in ${PROJECT_BINARY_DIR}/silex.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/silex.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
