#!/bin/sh
# Runs one example on a model, in an empty folder: run_example.sh MODEL PROGRAM...; it must succeed
# and say something.
model=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
output=$(echo "Hello" | "$@" "$model") || { echo "exit status $?: $output"; exit 1; }
[ -n "$output" ] || { echo "it printed nothing"; exit 1; }
printf '%s\n' "$output"
