#!/bin/bash
# Installs what a build needs on Debian 12, and nothing that is there already.
# usage: feeds/setup.sh [build] [tests]     (sourced by try.sh and tests/run.sh)
set -eu

say() { printf '%s\n' "== $*"; }
fail() {
	printf '%s\n' "error: $*" >&2
	exit 69
}

build_packages="gcc libc6-dev cmake ninja-build pkg-config ca-certificates
 libcurl4-openssl-dev libxml2-dev libpcre2-dev liblmdb-dev zlib1g-dev
 libzstd-dev libjansson-dev libicu-dev libuchardet-dev libssl-dev
 liblinear-dev libsmartcols-dev tzdata"
test_packages="libcriterion-dev nginx-light python3 mandoc git"

missing=
want=$build_packages
case " $* " in *" tests "*) want="$want $test_packages" ;; esac
for p in $want; do
	dpkg-query -W -f='${db:Status-Status}\n' "$p" 2>/dev/null |
		grep -qx installed || missing="$missing $p"
done
if [ -z "$missing" ]; then
	say "packages: all there"
	exit 0
fi

root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null ||
		fail "these packages are missing and there is no sudo:$missing"
	root=sudo
fi
say "packages: installing$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -q >"$log" 2>&1 ||
	say "package lists could not be refreshed; trying with what is here"
for p in $missing; do
	apt-cache show "$p" >/dev/null 2>&1 ||
		fail "package '$p' cannot be had from this machine's sources"
done
# shellcheck disable=SC2086
$root apt-get install -q -y --no-install-recommends $missing >"$log" 2>&1 || {
	tail -n 5 "$log" >&2
	fail "apt-get could not install:$missing"
}
say "packages: installed"
