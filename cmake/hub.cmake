# libsilex_hub: fetches models into the local store. It builds on the static library, links libcurl
# and libcrypto (docs/decisions/0011), and is used through include/silex/hub.h alone.
pkg_check_modules(LIBCURL REQUIRED IMPORTED_TARGET libcurl>=7.85)
pkg_check_modules(LIBCRYPTO REQUIRED IMPORTED_TARGET libcrypto>=3)

file(GLOB SILEX_HUB_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/hub/*.c)
add_library(silex_hub_objects OBJECT ${SILEX_HUB_SOURCES})
target_link_libraries(silex_hub_objects PRIVATE silex_flags PkgConfig::LIBCURL PkgConfig::LIBCRYPTO)
add_library(silex_hub STATIC $<TARGET_OBJECTS:silex_hub_objects>)
add_library(silex::hub ALIAS silex_hub)
set_target_properties(silex_hub PROPERTIES EXPORT_NAME hub)
target_include_directories(silex_hub INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
target_link_libraries(silex_hub PUBLIC silex PRIVATE PkgConfig::LIBCURL PkgConfig::LIBCRYPTO)
list(APPEND SILEX_LIBRARIES silex_hub)
