#!/bin/sh
# The top level is given; sources stay small; nothing is left half done.
cd "${SRC:-.}" || exit 1
bad=0
for f in *; do
	case $f in
	CMakeLists.txt | CMakePresets.json | LICENSE | README.md) ;;
	fetch | parse | score | store | tests | feeds | build) ;;
	*)
		echo "not a part of the top level: $f"
		bad=1
		;;
	esac
done
for f in $(find fetch parse score store -name '*.[ch]'); do
	n=$(wc -l <"$f")
	[ "$n" -le 450 ] || {
		echo "$f: $n lines; is there a second module inside?"
		bad=1
	}
done
if grep -nE '\b(strcpy|strcat|sprintf|strtok|atoi|atof|gets|localtime|system)[ ]*\(' \
	$(find fetch parse score store -name '*.[ch]'); then
	echo "calls that this project does not use"
	bad=1
fi
exit $bad
