#!/bin/sh
# A build without the hub knows no library that reaches a network: nothing it compiles or links names
# libcurl, libcrypto or src/hub.
#
#   without_hub_test.sh SOURCE-FOLDER CMAKE GENERATOR
set -eu

source=$1 cmake=$2 generator=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# names HUB: how many of the files that tell the build what to do name any of them
names() {
    "$cmake" -S "$source" -B "$work/$1" -G "$generator" -DSILEX_HUB="$1" -DSILEX_BUILD_TESTS=OFF \
        >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    find "$work/$1" \( -name build.ninja -o -name '*.make' -o -name link.txt \
        -o -name compile_commands.json \) -exec grep -lE 'libcurl|libcrypto|src/hub/' {} + | wc -l
}

with=$(names ON) without=$(names OFF)
[ "$with" -gt 0 ] || { echo "FAILED: the build with the hub does not name it either"; exit 1; }
[ "$without" -eq 0 ] || { echo "FAILED: $without files of a build without the hub name it"; exit 1; }
echo "ok: $with files name the hub's libraries in a build with it, none in a build without"
