#!/bin/sh
# Every program has a manual page; mandoc finds nothing in it to complain
# about; and it names every option and command that the program's help names.
cd "${SRC:-.}" || exit 1
command -v mandoc >/dev/null || {
	echo "skip: no mandoc"
	exit 77
}
bad=0
pages=$(find fetch parse score store -name '*.[15]')
for page in $pages; do
	mandoc -Tlint -W warning "$page" || bad=1
done
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# named PAGE_TEXT PROGRAM HELP: the options that the help lists stand in the page
named() {
	for option in $(grep -oE '^ +(-[a-z], )?--[a-z][a-z-]*' "$3" |
		grep -oE -- '--[a-z-]+' | sort -u); do
		grep -q -- "$option\\b" "$1" || {
			echo "$2: the manual page does not name $option"
			bad=1
		}
	done
}

for program in jevons jevons-fetch jevons-parse jevons-score jevons-train \
	jevons-store jevons-query; do
	page=$(find fetch parse score store -name "$program.1")
	[ -n "$page" ] || {
		echo "$program: no manual page"
		bad=1
		continue
	}
	mandoc -Tascii "$page" | sed 's/.\x08//g' >"$tmp/page"
	"$BIN/$program" --help >"$tmp/help" || bad=1
	named "$tmp/page" "$program" "$tmp/help"
	# commands stand indented under a line "commands:"
	for command in $(sed -n '/^commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' \
		"$tmp/help"); do
		grep -qw -- "$command" "$tmp/page" || {
			echo "$program: the manual page does not name $command"
			bad=1
		}
		[ "$program" = jevons ] && [ "$command" != run ] &&
			[ "$command" != status ] && [ "$command" != feeds ] &&
			[ "$command" != config ] && continue
		"$BIN/$program" "$command" --help >"$tmp/help2" 2>/dev/null ||
			continue
		named "$tmp/page" "$program $command" "$tmp/help2"
	done
done
exit $bad
