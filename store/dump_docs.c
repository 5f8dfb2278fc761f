#include "parse/record/record.h"
#include "store/db/names.h"
#include "store/dump.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = DOC_LINE_MAX_BYTES };

static int by_str(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* ids follow the order of arrival, names do not */
static int write_series(
    struct dump *d, const struct doc_row *row, struct err *e)
{
	struct str *names = mem_new(row->n_series, sizeof *names);
	int rc = 1;

	for (size_t i = 0; i < row->n_series && rc == 1; i++)
		rc = read_name(
		    d->r, NAME_SERIES, doc_series(row, i), &names[i], e);
	if (rc == 0)
		err_set(e, EXIT_DATA, "a name is missing");
	if (rc == 1 && row->n_series) {
		qsort(names, row->n_series, sizeof *names, by_str);
		jsonw_array(&d->j, "series");
		for (size_t i = 0; i < row->n_series; i++)
			jsonw_text(&d->j, NULL, names[i]);
		jsonw_array_end(&d->j);
	}
	free(names);
	return rc == 1 ? 0 : -1;
}

static int write_line(struct dump *d, const struct doc_row *row, struct err *e)
{
	struct buf line, bare;
	int64_t when;

	if (doc_pruned(row, &when)) {
		jsonw_stamp(&d->j, "pruned", when);
		return 0;
	}
	buf_init(&line, LINE_MAX_BYTES);
	buf_init(&bare, LINE_MAX_BYTES + 64);
	int rc = doc_line(row, &line, e);

	/* which archive has the bytes depends on the run that fetched them */
	if (rc == 0 && !d->known)
		rc = record_splice(
		    &bare, buf_view(&line), "raw", STR("null"), e);
	if (rc == 0)
		jsonw_raw(&d->j, "line",
		    d->known ? buf_view(&line) : buf_view(&bare));
	buf_release(&line);
	buf_release(&bare);
	return rc;
}

static void write_digest(struct dump *d, const struct doc_row *row)
{
	char hex[2 * DOC_DIGEST_BYTES + 1];
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DOC_DIGEST_BYTES; i++) {
		hex[2 * i] = digits[row->digest[i] >> 4];
		hex[2 * i + 1] = digits[row->digest[i] & 15];
	}
	jsonw_text(&d->j, "digest", (struct str){hex, sizeof hex - 1});
}

static int write_doc(
    struct dump *d, const struct dump_row *which, struct err *e)
{
	struct doc_row row;

	if (doc_read(which->key, which->value, &row, e) != 0)
		return -1;
	dump_begin(d, "doc");
	dump_hex(d, "doc", row.doc);
	jsonw_text(&d->j, "model", which->model);
	dump_known(d, row.known);
	dump_word(d, "origin", LIST_ORIGIN, row.origin);
	dump_word(d, "content", LIST_CONTENT, row.content);
	dump_word(d, "precision", LIST_PRECISION, row.precision);
	dump_word(d, "kind", LIST_ARTICLE_KIND, row.kind);
	dump_word(d, "scope", LIST_SCOPE, row.scope);
	dump_hex(d, "story", dump_story_name(d, row.story));
	jsonw_stamp(&d->j, "time", row.time);
	jsonw_stamp(&d->j, "published", row.published);
	jsonw_stamp(&d->j, "seen", row.seen);
	write_digest(d, &row);
	if (row.fingerprint)
		dump_hex(d, "fingerprint", row.fingerprint);
	if (dump_name(d, "lang", NAME_LANG, row.lang, e) != 0 ||
	    dump_name(d, "source", NAME_SOURCE, row.source, e) != 0 ||
	    write_series(d, &row, e) != 0 || write_line(d, &row, e) != 0)
		return -1;
	return dump_end(d, e);
}

int dump_docs(struct dump *d, struct err *e)
{
	return dump_each(d, TABLE_DOC, NULL,
	    (struct dump_shape){DOC_KEY_BYTES, 8, 8}, write_doc, e);
}
