# Sourced: history first|both fills $tmp/home/signals.lmdb; the tables that
# say who owns what stand in the model's folder, as they do for a user.
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
unset NO_COLOR COLUMNS
history() {
	model=$JEVONS_HOME/models/tiny-0000000000000001
	mkdir -p "$model"
	cp "$dir/entities.tsv" "$dir/signals.tsv" "$model/"
	python3 "$dir/lines.py" first >"$tmp/first" &&
		"$BIN/jevons-store" load -q --now 2025-02-05T12:00:00Z \
			<"$tmp/first" || exit 1
	[ "$1" = first ] && return
	python3 "$dir/lines.py" second >"$tmp/second" &&
		"$BIN/jevons-store" load -q --now 2025-02-06T12:00:00Z \
			<"$tmp/second" || exit 1
}
