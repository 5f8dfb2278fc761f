# fish completion of jevons-query(1): what its help says, so that the two keep
# in step
function __jevons_query_help
	jevons-query --help 2>/dev/null
end

function __jevons_query_commands
	__jevons_query_help | sed -n '/Commands:$/,/^$/s/^  \([a-z]*\)  *\(.*\)/\1\t\2/p'
end

# words of an option: those its argument lists
function __jevons_query_values
	set -l prev (commandline -opc)[-1]
	switch $prev
		case -f
			set prev --format
		case --stat
			__jevons_query_help | sed -n 's/^STAT: \(.*\)\.$/\1/p' | tr ' ' '\n'
			return
	end
	__jevons_query_help | sed -nE "s/^ +(-[a-z], )?$prev ([^ ]*\|[^ ]*).*/\2/p" | tr '|' '\n'
end

complete -c jevons-query -f
complete -c jevons-query -n '__fish_is_first_token' -a '(__jevons_query_commands)'
for option in (__jevons_query_help | grep -oE -- '--[a-z][a-z-]*' | sort -u | string sub -s 3)
	set -l takes (__jevons_query_help | grep -cE -- "--$option [^ ]")
	if contains -- $option db output manifest since-cursor
		complete -c jevons-query -l $option -r -F
	else if __jevons_query_help | grep -qE -- "--$option [A-Z1a-z][^ ]*[|…A-Z]"
		complete -c jevons-query -l $option -x -a '(__jevons_query_values)'
	else
		complete -c jevons-query -l $option
	end
end
