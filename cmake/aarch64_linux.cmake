# Cross build with Debian's aarch64 compiler. The libraries come from build/aarch64-sysroot, which
# tools/make-aarch64-sysroot fills; programs run under qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)

get_filename_component(SILEX_SYSROOT ${CMAKE_CURRENT_LIST_DIR}/../build/aarch64-sysroot ABSOLUTE)
set(SILEX_SYSROOT_LIBRARIES ${SILEX_SYSROOT}/usr/lib/aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH ${SILEX_SYSROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} ${SILEX_SYSROOT_LIBRARIES}/pkgconfig:${SILEX_SYSROOT}/usr/share/pkgconfig)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${SILEX_SYSROOT})
# The loader and the libraries are named in the programs, instead of qemu's -L, which would show
# them another root folder.
set(SILEX_CROSS_LIBC /usr/aarch64-linux-gnu/lib)
set(SILEX_LINK "-Wl,-rpath-link,${SILEX_SYSROOT_LIBRARIES} -Wl,-rpath,${SILEX_CROSS_LIBC}")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "${SILEX_LINK}")
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "${SILEX_LINK} -Wl,--dynamic-linker=${SILEX_CROSS_LIBC}/ld-linux-aarch64.so.1")
set(CMAKE_CROSSCOMPILING_EMULATOR
    qemu-aarch64 -E LD_LIBRARY_PATH=${SILEX_SYSROOT_LIBRARIES}:${SILEX_CROSS_LIBC})
