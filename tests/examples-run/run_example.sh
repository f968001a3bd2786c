#!/bin/sh
# Runs one example on a model: run_example.sh MODEL PROGRAM...; it must succeed and say something.
model=$1
shift
output=$(echo "Hello" | "$@" "$model") || { echo "exit status $?: $output"; exit 1; }
[ -n "$output" ] || { echo "it printed nothing"; exit 1; }
printf '%s\n' "$output"
