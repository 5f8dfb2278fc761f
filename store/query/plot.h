/*
 * Series drawn: a panel a track, in characters for a terminal, or by gnuplot
 * as SVG or PNG.
 *
 * Keeps: an unknown value is a gap, never 0. Counts are bars that stand on 0,
 *   other values a line; a line that crosses 0 has a dotted one there.
 * Fails: EXIT_UNAVAILABLE where there is no gnuplot, EXIT_CANTCREAT,
 *   EXIT_IO.
 * Users: cmd_plot.c.
 */
#ifndef STORE_QUERY_PLOT_H
#define STORE_QUERY_PLOT_H

#include "store/query/tracks.h"

/* width in columns of the screen; height of a panel in lines */
void plot_text(const struct tracks *t, size_t width, size_t height, bool colour,
    struct buf *to);

/* png: a bitmap, else SVG; path ends as the format does */
int plot_picture(
    const struct tracks *t, const char *path, bool png, struct err *e);
/* what gnuplot is told */
void plot_script(
    const struct tracks *t, const char *path, bool png, struct buf *to);

/* the value is a number of stories: bars */
bool plot_is_bars(const struct measure *m);

#endif
