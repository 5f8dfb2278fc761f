/* jevons-train: labelled texts to a new model folder with weights of them. */
#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "score/train/train.h"

#include <stdlib.h>
#include <unistd.h>

enum { REPORT_MAX_BYTES = 1 << 20, WEIGHTS_MAX_BYTES = 16 * 1024 * 1024 };

struct settings {
	const char *model, *output;
	long word_bits, rule_bits, cost;
	bool quiet;
};

static int write_model(
    const char *from, const char *to, const struct weights *w, struct err *e)
{
	struct buf path, bytes;
	int rc = home_make_dir(to, e);

	buf_init(&path, 8192);
	buf_init(&bytes, WEIGHTS_MAX_BYTES);
	if (rc == 0)
		rc = model_copy(from, to, e);
	buf_printf(&path, "%s/tone.weights", to);
	weights_write(&bytes, w);
	if (rc == 0 && (bytes.over || path.over))
		rc = err_set(e, EXIT_CANTCREAT, "too big: '%s'", to);
	if (rc == 0)
		rc = durable_write(buf_text(&path), buf_view(&bytes), e);
	buf_release(&path);
	buf_release(&bytes);
	return rc;
}

static int learn(const struct settings *o, const char *dir, struct examples *x,
    struct err *e)
{
	const struct fit_settings how = {(unsigned)o->word_bits,
	    (unsigned)o->rule_bits, (double)o->cost / 100};
	struct weights w = {0};
	struct buf report;

	buf_init(&report, REPORT_MAX_BYTES);
	int rc = train_weights(&w, x, &how, &report, e);

	if (rc == 0)
		rc = write_model(dir, o->output, &w, e);
	if (rc == 0 && !o->quiet)
		rc = out_all(STDOUT_FILENO, buf_view(&report), e);
	weights_release(&w);
	buf_release(&report);
	return rc;
}

static int work(const struct settings *o, int n, char **files, struct err *e)
{
	struct examples x = {0};
	struct model m;
	struct buf dir;

	buf_init(&dir, 4096);
	int rc = model_folder(&dir, o->model, e);

	if (rc == 0)
		rc = model_open(&m, buf_text(&dir), NULL, 0, e);
	if (rc == 0) {
		if (n == 0)
			rc = examples_read(&x, &m, "-", e);
		for (int i = 0; i < n && rc == 0; i++)
			rc = examples_read(&x, &m, files[i], e);
		model_release(&m);
		if (x.lost)
			log_event(LOG_WARN, "labels without their entity",
			    "why", "the recogniser does not find it", NULL);
		if (rc == 0)
			rc = learn(o, buf_text(&dir), &x, e);
		examples_release(&x);
	}
	buf_release(&dir);
	return rc;
}

/* the options that opts_read() cannot check */
static int check(const struct settings *o, struct err *e)
{
	if (!o->output)
		return err_set(e, EXIT_USAGE, "--output is missing");
	if (o->word_bits < 1 || o->word_bits > WEIGHT_BITS_MAX ||
	    o->rule_bits < 1 || o->rule_bits > WEIGHT_BITS_MAX)
		return err_set(e, EXIT_USAGE, "bits are not between 1 and %d",
		    WEIGHT_BITS_MAX);
	if (o->cost < 1)
		return err_set(e, EXIT_USAGE, "--cost is less than 1");
	return 0;
}

int main(int argc, char **argv)
{
	struct settings s = {.word_bits = FIT_WORD_BITS,
	    .rule_bits = FIT_RULE_BITS,
	    .cost = (long)(100 * FIT_COST)};
	struct stamp_clock clock = {STAMP_NONE};
	const struct opt table[] = {
	    {"output", 'o', OPT_TEXT, &s.output, "DIR",
		"the model folder to make (needed)"},
	    {"model", 'm', OPT_TEXT, &s.model, "DIR",
		"the folder whose tables are used and copied (default: the one "
		"that came with the program)"},
	    {"word-bits", 0, OPT_COUNT, &s.word_bits, "N",
		"2^N buckets for words (default 18)"},
	    {"rule-bits", 0, OPT_COUNT, &s.rule_bits, "N",
		"2^N buckets for rules (default 13)"},
	    {"cost", 0, OPT_COUNT, &s.cost, "N",
		"what errors cost beside the penalty, in hundredths "
		"(default 80)"},
	    {"quiet", 'q', OPT_FLAG, &s.quiet, NULL,
		"print no report; warnings and errors only"},
	    {0},
	};
	const struct opts_program p = {"jevons-train",
	    "-o DIR [options] [FILE…]",
	    "Learns tone from labelled texts (JSON Lines, on stdin or from "
	    "files) and writes\na new model folder for jevons-score --model. "
	    "Prints how well held-out folds are\njudged, and how far stated "
	    "probabilities hold.",
	    table,
	    "exit status: 0 good, 65 a broken line or too few labels, 66 no "
	    "input,\n73 or 74 output failed, 78 a broken table",
	    false};
	struct err e = {0};
	int first, code = -1;

	out_setup();
	enum opts_result r = opts_read(&p, argc, argv, &clock, &first, &e);

	log_open(p.name, s.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_DONE)
		code = out_finish(&e);
	else if (r == OPTS_RUN && check(&s, &e) == 0 &&
		 work(&s, argc - first, argv + first, &e) == 0)
		code = EXIT_GOOD;
	if (r == OPTS_RUN && e.code == 0)
		(void)out_finish(&e);
	return code >= 0 && e.code == 0 ? code : log_error(&e);
}
