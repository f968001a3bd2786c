#!/bin/sh
# Installs a build, then builds and runs somebody else's project against it, in C and C++, by
# find_package and by pkg-config, with the static and with the shared library.
#
#   install_test.sh BUILD-FOLDER CMAKE C-COMPILER C++-COMPILER
set -eu

build=$1 cmake=$2 cc=$3 cxx=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

expect() { # expect FILE: it was installed
    [ -e "$prefix/$1" ] || { echo "not installed: $1"; exit 1; }
}

"$cmake" --install "$build" --prefix "$prefix" >"$work/install.log"
libraries=$(cd "$prefix" && dirname "$(find . -name libsilex.a)")
for file in include/silex/silex.h "$libraries/libsilex.a" "$libraries/libsilex.so" \
    "$libraries/pkgconfig/silex.pc" "$libraries/cmake/silex/silex-config.cmake"; do
    expect "$file"
done
if [ -e "$build/silex" ]; then
    expect bin/silex
    "$prefix/bin/silex" --help >/dev/null || { echo "the installed program does not run"; exit 1; }
fi

if [ -e "$build/silex-hub" ]; then
    expect "$libraries/libsilex_hub.a"
    "$prefix/bin/silex" verify no/model 2>&1 | grep -q "not in the store" ||
        { echo "the installed program does not find silex-hub"; exit 1; }
fi

# The installation is described by where it was put, not by where it was built.
if grep -rl "$build" "$prefix/$libraries/cmake" "$prefix/$libraries/pkgconfig"; then
    echo "the files above name the build folder"
    exit 1
fi

run() { # run WHAT PROGRAM
    LD_LIBRARY_PATH=$prefix/$libraries "$2" || { echo "failed: $1"; exit 1; }
    echo "ok: $1"
}

"$cmake" -S "$here/outside" -B "$work/outside" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_BUILD_TYPE=Release \
    >"$work/configure.log" 2>&1 || { cat "$work/configure.log"; exit 1; }
"$cmake" --build "$work/outside" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
for program in silex_c silex_cpp silex_shared_c silex_shared_cpp; do
    run "find_package: $program" "$work/outside/$program"
done

PKG_CONFIG_PATH=$prefix/$libraries/pkgconfig
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags silex)
shared=$(pkg-config --libs silex)
static=$(pkg-config --static --libs silex |
    sed 's/-lsilex/-l:libsilex.a/')
for kind in shared static; do
    [ "$kind" = shared ] && libs=$shared || libs=$static
    # The flags are lists of words.
    # shellcheck disable=SC2086
    {
        "$cc" -std=c11 $flags "$here/outside/outside.c" -o "$work/$kind-c" $libs
        "$cxx" -std=c++17 $flags "$here/outside/outside_cpp.cpp" -o "$work/$kind-cpp" $libs
    }
    run "pkg-config, $kind: C" "$work/$kind-c"
    run "pkg-config, $kind: C++" "$work/$kind-cpp"
done

# The static programs carry the library with them.
if ldd "$work/static-c" | grep libsilex; then
    echo "the static program wants the shared library"
    exit 1
fi
