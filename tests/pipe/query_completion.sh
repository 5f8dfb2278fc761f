#!/bin/bash
# Shell completion offers the commands, options and words that the help names.
set -u
: "${BIN:?}" "${SRC:?}"
dir=$SRC/store/query/completion
PATH=$BIN:$PATH bad=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
"$BIN/jevons-query" --help >"$tmp/help"
sed -n '/Commands:$/,/^$/s/^  \([a-z]*\) .*/\1/p' "$tmp/help" | sort >"$tmp/commands"
grep -oE -- '--[a-z][a-z-]*' "$tmp/help" | sort -u >"$tmp/options"
[ "$(wc -l <"$tmp/commands")" -ge 12 ] || { echo "few commands"; bad=1; }

# expect SHELL WHAT: stdin is that file
expect() {
	sort -u | diff - "$tmp/$2" >"$tmp/diff" || {
		echo "$1, $2:"
		head -n 5 "$tmp/diff"
		bad=1
	}
}
printf '1M\n1d\n1h\n1w\n' >"$tmp/every"
printf 'tone\n' >"$tmp/to"
: >"$tmp/none"

# shellcheck source=/dev/null
. "$dir/jevons-query.bash"
reply() {
	COMP_WORDS=(jevons-query "$@")
	COMP_CWORD=$(($#))
	COMPREPLY=()
	_jevons_query
	[ "${#COMPREPLY[@]}" -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
}
reply "" | expect bash commands
reply series -- | expect bash options
reply series --every "" | expect bash every
reply series --stat to | expect bash to
reply series --entity "" | expect bash none
reply report -o "$tmp/comm" | grep -qx "$tmp/commands" ||
	{ echo "bash completes no file"; bad=1; }

if command -v zsh >/dev/null; then
	zsh -f -c '
		source $1
		compadd() { print -rl -- ${(P)2}; }
		_files() { print files; }
		ask() { words=(jevons-query "$@") CURRENT=$#words; _jevons_query; }
		ask "" >$2/zsh.commands
		ask series -- >$2/zsh.options
		ask series --every "" >$2/zsh.every
		ask series --entity "" >$2/zsh.none
		ask report -o "" >$2/zsh.files
		true' zsh "$dir/_jevons-query" "$tmp" || bad=1
	echo files >"$tmp/files"
	for what in commands options every none files; do
		expect zsh $what <"$tmp/zsh.$what"
	done
else
	echo "no zsh"
fi
if command -v fish >/dev/null; then
	fish_ask() {
		HOME=$tmp fish --no-config -c "source $dir/jevons-query.fish
			complete -C '$1'" | cut -f1
	}
	fish_ask 'jevons-query ' | expect fish commands
	fish_ask 'jevons-query series --' | grep -- '--' | expect fish options
	fish_ask 'jevons-query series --every ' | expect fish every
else
	echo "no fish"
fi
exit $bad
