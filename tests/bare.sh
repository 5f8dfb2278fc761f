#!/bin/bash
# Shows that the two commands need nothing but Debian 12: makes an empty one
# in a folder (debootstrap), copies the committed tree into it, and runs
# feeds/try.sh twice and tests/run.sh there. Needs root and some minutes; not
# one of the tests.
# usage: tests/bare.sh [FOLDER]     default: a new one, removed afterwards
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || {
	echo "error: debootstrap and chroot need root" >&2
	exit 64
}
command -v debootstrap >/dev/null || {
	echo "error: no debootstrap; apt-get install debootstrap" >&2
	exit 69
}

folder=${1:-}
mine=
[ -n "$folder" ] || {
	folder=$(mktemp -d)
	mine=$folder
}
root=$folder/root
cleanup() {
	mountpoint -q "$root/proc" && umount "$root/proc"
	mountpoint -q "$root/dev/pts" && umount "$root/dev/pts"
	mountpoint -q "$root/dev" && umount "$root/dev"
	[ -z "$mine" ] || rm -rf --one-file-system "$mine"
}
trap cleanup EXIT

if [ ! -x "$root/bin/bash" ]; then
	printf '== an empty Debian 12 in %s\n' "$root"
	mkdir -p "$folder"
	debootstrap --variant=minbase bookworm "$root" \
		>"$folder/debootstrap.log" 2>&1 || {
		tail -n 5 "$folder/debootstrap.log" >&2
		echo "error: debootstrap failed" >&2
		exit 69
	}
fi
# the way to the packages is this machine's
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
mountpoint -q "$root/dev/pts" || mount --bind /dev/pts "$root/dev/pts"
rm -rf "$root/src"
mkdir -p "$root/src"
git archive HEAD | tar -x -C "$root/src"

inside() {
	printf '\n== %s\n' "$*"
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
		${http_proxy:+http_proxy="$http_proxy"} \
		${https_proxy:+https_proxy="$https_proxy"} \
		chroot "$root" /bin/bash -c "cd /src && $*"
}
inside feeds/try.sh
inside "time feeds/try.sh | tail -n 1"
inside tests/run.sh
