/*
 * A feed too large to hold, read in pieces as it comes from its file.
 *
 * Keeps: memory does not grow with the feed. Items are written as they end;
 *   the feed's own line, which counts them, comes last.
 * Fails: EXIT_IO, and of the write callback; EXIT_DATA for no feed.
 * Users: stream.c, tests.
 */
#ifndef PARSE_STREAM_FEED_H
#define PARSE_STREAM_FEED_H

#include "parse/input.h"
#include "parse/stream.h"

enum { STREAM_FEED_BYTES = 8 * 1024 * 1024 };

/* Is it a regular file of that size at least, XML of a feed in UTF-8? Its
 * first bytes are read. */
bool stream_feed_fits(struct input *in, const struct stream_settings *set);

int stream_feed(struct input *in, const struct stream_settings *set,
    struct job_counts *counts, struct err *e);

#endif
