# bash completion of jevons-query(1): what its help says, so that the two keep
# in step
_jevons_query() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local program=${COMP_WORDS[0]} help words=
	help=$("$program" --help 2>/dev/null) || return 0
	# "--every 1h" arrives as "--every" "1h", "--every=1h" in three words
	[ "$prev" = = ] && prev=${COMP_WORDS[COMP_CWORD - 2]}
	[ "$cur" = = ] && { prev=${COMP_WORDS[COMP_CWORD - 1]} cur=; }
	case $prev in
	-f) prev=--format ;;
	-o) prev=--output ;;
	esac
	case $prev in
	--db | --output | --manifest | --since-cursor)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return 0
		;;
	--stat)
		words=$(sed -n 's/^STAT: \(.*\)\.$/\1/p' <<<"$help")
		;;
	--*)
		words=$(sed -nE "s/^ +(-[a-z], )?$prev ([^ ]*\|[^ ]*).*/\2/p" \
			<<<"$help" | tr '|' ' ')
		# an option that takes a value that nobody can guess
		if [ -z "$words" ] && grep -qE \
			-- "^ +(-[a-z], )?$prev [A-Z]" <<<"$help"; then
			return 0
		fi
		;;
	esac
	if [ -z "$words" ]; then
		case $cur in
		-*) words=$(grep -oE -- '--[a-z][a-z-]*' <<<"$help" | sort -u) ;;
		*) [ "$COMP_CWORD" -gt 1 ] || words=$(sed -n \
			'/Commands:$/,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$help") ;;
		esac
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _jevons_query jevons-query
