#!/bin/sh
# Includes run one way along the flow: a file may include its own stage, and
# of the stages before it only their shelves.
cd "${SRC:-.}" || exit 1
bad=0
for f in $(find fetch parse score store -name '*.[ch]'); do
	case $f in
	fetch/base/*)   ok='fetch/base/' ;;
	fetch/warc/*)   ok='fetch/base/ fetch/warc/' ;;
	parse/record/*) ok='fetch/base/ parse/record/' ;;
	score/record/*) ok='fetch/base/ parse/record/ score/record/' ;;
	fetch/*)        ok='fetch/' ;;
	parse/text/*)   ok='fetch/base/ parse/record/ parse/text/' ;;
	parse/html/*)   ok='fetch/base/ parse/record/ parse/text/ parse/html/' ;;
	parse/filing/*) ok='fetch/base/ parse/record/ parse/text/ parse/filing/' ;;
	parse/feed/*)   ok='fetch/base/ parse/record/ parse/text/ parse/feed/ parse/filing/' ;;
	parse/*)        ok='parse/ fetch/base/ fetch/warc/' ;;
	score/*)        ok='score/ fetch/base/ parse/record/' ;;
	store/query/*)  ok='store/query/ store/db/ fetch/base/ fetch/warc/ parse/record/ score/record/' ;;
	store/*)        ok='store/ fetch/base/ parse/record/ score/record/' ;;
	esac
	for inc in $(sed -n 's/^#[ \t]*include "\(.*\)".*/\1/p' "$f"); do
		good=0
		for p in $ok; do
			case $inc in "$p"*) good=1 ;; esac
		done
		[ $good -eq 1 ] || {
			echo "$f: may not include \"$inc\""
			bad=1
		}
	done
done
exit $bad
