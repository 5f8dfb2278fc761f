#!/bin/bash
# Sets up what is missing, builds, and runs all tests.
# usage: tests/run.sh [PRESET...]     default: release asan
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- release asan

bash feeds/setup.sh build tests
jobs=$(nproc)
for preset in "$@"; do
	printf '== %s: building\n' "$preset"
	log=build/$preset.log
	mkdir -p build
	{ cmake --preset "$preset" &&
		cmake --build --preset "$preset" -j "$jobs" &&
		cmake --build --preset "$preset" -j "$jobs" \
			--target all_verify_interface_header_sets; } >"$log" 2>&1 || {
		grep -E 'error|FAILED' "$log" | head -n 40 >&2
		printf 'error: the %s build failed; all of it is in %s\n' \
			"$preset" "$log" >&2
		exit 70
	}
	printf '== %s: testing\n' "$preset"
	ctest --preset "$preset" -j "$jobs"
done
