#include "store/query/plot.h"

#include "fetch/base/durable.h"
#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCRIPT_MAX_BYTES = 256 * 1024 * 1024, PANEL = 260, WIDTH = 900 };
enum { FEW_DAYS = 4 }; /* of which the hours are told */

/* a text between single quotes: '' is one, and no line ends in it */
static void quoted(struct buf *to, struct str s)
{
	buf_char(to, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			continue;
		if (s.p[i] == '\'')
			buf_char(to, '\'');
		buf_char(to, s.p[i]);
	}
	buf_char(to, '\'');
}

static void data(const struct tracks *t, size_t track, struct buf *to)
{
	const struct grid *g = &t->r.grid;

	buf_printf(to, "$d%zu << EOD\n", track);
	for (size_t i = g->first; i < g->n; i++) {
		const struct stat_value *v = &t->v[track].v[i].v;
		double middle = ((double)g->edge[i] +
				    (double)(g->edge[i + 1] - g->edge[i]) / 2) /
				STAMP_SECOND;

		/* a blank line breaks the line and the band */
		if (isnan(v->value)) {
			buf_char(to, '\n');
			continue;
		}
		double se = isnan(v->se) ? 0 : 1.96 * v->se;

		buf_printf(to, "%.0f %.9g %.9g %.9g %.0f\n", middle, v->value,
		    v->value - se, v->value + se,
		    0.9 * (double)(g->edge[i + 1] - g->edge[i]) / STAMP_SECOND);
	}
	buf_puts(to, "EOD\n");
}

static bool any_known(const struct track *of, const struct grid *g)
{
	for (size_t i = g->first; i < g->n; i++)
		if (!isnan(of->v[i].v.value))
			return true;
	return false;
}

static void panel(const struct tracks *t, size_t track, struct buf *to)
{
	const struct track *of = &t->v[track];
	struct buf title;

	buf_init(&title, 4096);
	buf_str(&title, of->entity);
	buf_puts(&title, " · ");
	buf_str(&title, of->stat->label);
	buf_puts(to, "set title ");
	quoted(to, buf_view(&title));
	buf_release(&title);
	/* gnuplot refuses to draw what has no point */
	if (!any_known(of, &t->r.grid)) {
		buf_puts(to,
		    "\nset yrange [0:1]\nunset ytics\nset label 1 'no "
		    "value in this time' at graph 0.5,0.5 center tc rgb "
		    "'#888888'\nplot -1 notitle\nunset label 1\nset "
		    "ytics nomirror\n");
		return;
	}
	if (plot_is_bars(of->stat)) {
		buf_printf(to,
		    "\nset yrange [0:*]\nplot $d%zu using 1:2:5 with boxes lc "
		    "rgb '#2a6fb0'\n",
		    track);
		return;
	}
	buf_printf(to,
	    "\nset yrange [*:*]\nplot $d%zu using 1:3:4 with filledcurves lc "
	    "rgb '#cfe3f5' fs solid, $d%zu using 1:2 with linespoints pt 7 "
	    "ps 0.5 lw 1.6 lc rgb '#2a6fb0'\n",
	    track, track);
}

void plot_script(
    const struct tracks *t, const char *path, bool png, struct buf *to)
{
	size_t height = PANEL * (t->n ? t->n : 1);
	const struct grid *g = &t->r.grid;

	buf_printf(to, "set terminal %s size %d,%zu %s\n",
	    png ? "pngcairo" : "svg", WIDTH, height, png ? "" : "dynamic");
	buf_puts(to, "set termoption noenhanced\nset output ");
	quoted(to, str_of(path));
	buf_puts(to, "\nset xdata time\nset timefmt '%s'\n"
		     "set xtics nomirror\nset lmargin 9\nset rmargin 4\n"
		     "set ytics nomirror\nset border 3\nunset key\n"
		     "set grid ytics lt 1 lw 0.6 lc rgb '#dddddd'\nset "
		     "xzeroaxis lt 1 lc rgb '#999999'\n"
		     "set boxwidth 1 relative\nset style fill solid 0.8\n");
	buf_printf(to, "set format x '%s'\n",
	    g->edge[g->n] - g->edge[g->first] > FEW_DAYS * STAMP_DAY
		? "%Y-%m-%d"
		: "%m-%d %H:%M");
	buf_printf(to, "set xrange ['%lld':'%lld']\n",
	    (long long)(g->edge[g->first] / STAMP_SECOND),
	    (long long)(g->edge[g->n] / STAMP_SECOND));
	for (size_t i = 0; i < t->n; i++)
		data(t, i, to);
	buf_printf(to, "set multiplot layout %zu,1\n", t->n ? t->n : 1);
	for (size_t i = 0; i < t->n; i++)
		panel(t, i, to);
	buf_puts(to, "unset multiplot\nunset output\n");
}

static _Noreturn void run_gnuplot(int in, int says)
{
	union { /* execvp takes char *, and does not write to them */
		const char *is;
		char *takes;
	} name = {"gnuplot"};
	char *args[] = {name.takes, NULL};

	/* what cannot be written to the file is not for our stdout */
	int none = open("/dev/null", O_WRONLY);

	if (dup2(in, STDIN_FILENO) >= 0 && dup2(none, STDOUT_FILENO) >= 0 &&
	    dup2(says, STDERR_FILENO) >= 0)
		(void)execvp(args[0], args);
	_exit(errno == ENOENT ? 127 : 126);
}

/* the last of its lines that says something: what went wrong */
static void last_line(int fd, struct buf *to)
{
	char text[4096];
	off_t size = lseek(fd, 0, SEEK_END);
	off_t from = size > (off_t)sizeof text ? size - (off_t)sizeof text : 0;
	ssize_t n = size < 0 ? 0 : pread(fd, text, sizeof text, from);
	size_t end = n > 0 ? (size_t)n : 0, begin;

	while (end > 0 && strchr(" \n\r\t^", text[end - 1]))
		end--;
	for (begin = end; begin > 0 && text[begin - 1] != '\n';)
		begin--;
	while (begin < end && (text[begin] == ' ' || text[begin] == '\t'))
		begin++;
	buf_add(to, text + begin, end - begin);
}

static int failed(int status, int says, struct err *e)
{
	struct buf why;

	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(e, EXIT_UNAVAILABLE,
		    "pictures need gnuplot, which is not there (apt-get "
		    "install gnuplot-nox)");
	buf_init(&why, 8192);
	last_line(says, &why);
	err_set(e, EXIT_UNAVAILABLE, "gnuplot failed with status %d%s%s",
	    WIFEXITED(status) ? WEXITSTATUS(status) : -1, why.n ? ": " : "",
	    buf_text(&why));
	buf_release(&why);
	return -1;
}

/* give it the script, and wait for its end; it speaks into a file */
static int feed(struct str script, int says, struct err *e)
{
	int fd[2], status = 0;
	pid_t child;

	if (pipe(fd) != 0)
		return err_sys(e, EXIT_OS, "cannot make a pipe");
	child = fork();
	if (child == 0) {
		(void)close(fd[1]);
		run_gnuplot(fd[0], says);
	}
	(void)close(fd[0]);
	if (child < 0) {
		(void)close(fd[1]);
		return err_sys(e, EXIT_OS, "cannot start gnuplot");
	}
	struct err lost = {0};
	int rc = out_all(fd[1], script, &lost);

	(void)close(fd[1]);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_sys(e, EXIT_OS, "cannot wait for gnuplot");
	return rc != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0
		   ? failed(status, says, e)
		   : 0;
}

/* the picture beside its place, which says first whether it can be made */
static int draw(struct str script, const char *part, struct err *e)
{
	FILE *says = tmpfile();
	struct stat st;
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int rc =
	    fd >= 0 ? 0 : err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", part);

	if (rc == 0 && !says)
		rc = err_sys(e, EXIT_CANTCREAT, "cannot make a file");
	if (rc == 0)
		rc = feed(script, fileno(says), e);
	if (rc == 0 && (fstat(fd, &st) != 0 || st.st_size == 0))
		rc = err_set(e, EXIT_IO, "gnuplot cannot write '%s'", part);
	if (fd >= 0)
		(void)close(fd);
	if (fd >= 0 && rc != 0)
		(void)unlink(part);
	if (says)
		(void)fclose(says);
	return rc;
}

int plot_picture(
    const struct tracks *t, const char *path, bool png, struct err *e)
{
	struct buf script, part;

	buf_init(&script, SCRIPT_MAX_BYTES);
	buf_init(&part, 8192);
	buf_printf(&part, "%s.part", path);
	plot_script(t, buf_text(&part), png, &script);
	int rc = script.over || part.over
		     ? err_set(e, EXIT_USAGE, "too much for a picture")
		     : draw(buf_view(&script), buf_text(&part), e);

	if (rc == 0)
		rc = durable_rename(buf_text(&part), path, e);
	buf_release(&script);
	buf_release(&part);
	return rc;
}
