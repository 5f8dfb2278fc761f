/*
 * The run journal: which archive files belong to runs whose batch is not in
 * the store yet.
 *
 * archive/RUN.run is a JSON object that names the run's lists and with its
 * name the archive files, RUN-feeds.warc.gz and RUN-items.warc.gz, and those
 * behind them (RUN-items-2.warc.gz, …; archive.h). It is written and synced
 * before a stage starts, and removed only when all of the run's records were
 * committed by the store. A run takes the files of all unfinished runs into its
 * own pipe, in front of what it fetches itself:
 *
 *   jevons-parse OLD-feeds… -   reads the old feeds, then the new ones;
 *   jevons-fetch --items        fetches the items that are new to it;
 *   jevons-parse OLD-items… -   reads the old pages, then the new ones;
 *
 * and the store commits all of it as one batch, or nothing (pipeline.h). So
 * there is one path for live and for replayed records, and a replay that is
 * killed is an unfinished run like any other.
 *
 * Why nothing is lost and nothing doubled, kill by kill:
 * - Before a response is archived: fetch has recorded nothing about it; the
 *   feed is still due, the item still unknown, both are asked again.
 * - Archived, not yet recorded in fetch.lmdb: replayed from the archive, and
 *   asked again too. The store meets the same (id, digest, model) twice and
 *   drops the second; an outcome of the same moment is one row.
 * - Recorded: fetch does not ask again (304; item known), but recording comes
 *   after the archive's sync, so the replay has it: a feed's items from the
 *   feeds file, pages and items without a page from the items file.
 * - An item that went into `fetch --items` and no further is not recorded;
 *   the feeds file brings it again, and it is fetched into the new run's file.
 * - An item whose page failed is recorded with its back-off; the items file
 *   holds it with the reason, so its headline is replayed without a request.
 * - A line or record that a dying stage left half: whoever reads it refuses
 *   it, and nobody archives that; the batch is not committed, and the replay
 *   has it whole.
 * - Any stage dies: the store is ended before it commits, so a batch is never
 *   half there, and the stories of a batch come out as if nothing happened.
 * - The store dies before its commit: as above. After it, before the journal
 *   is cleared: the replay adds nothing.
 * - `jevons run` itself is killed: the stages finish (or see a closed pipe),
 *   holding the lock meanwhile; the next run replays.
 * - The last gzip member of a killed writer is torn: journal_open() cuts it
 *   off (warc_mend.h) and gives the file its name and its index; what the
 *   torn end held was not recorded.
 *
 * A record that crashes a stage would come again with every replay. Crashes
 * (not kills) are counted in the run file; from JOURNAL_CRASHES_MAX on the
 * batch is committed with what came through and the run is set aside as
 * RUN.stuck, which `jevons status` shows.
 *
 * Owns: its arena.
 * Keeps: used under the lock only, but for journal_count().
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: the front.
 */
#ifndef FETCH_FRONT_JOURNAL_H
#define FETCH_FRONT_JOURNAL_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum { JOURNAL_CRASHES_MAX = 3 };

struct journal_run {
	struct str id;
	int64_t began;
	long crashes;
	struct str *lists; /* absolute paths */
	size_t n_lists;
	struct str *feeds, *items; /* paths of files that hold something */
	size_t n_feeds, n_items;
};

struct journal {
	struct arena arena;
	struct str folder;
	struct journal_run *runs; /* unfinished ones, oldest first */
	size_t n, cap;
	struct journal_run current;
	int64_t mended; /* bytes of torn ends that were cut off */
};

/* Find the unfinished runs of the folder and mend their files. */
int journal_open(struct journal *j, const char *folder, struct err *e);
void journal_release(struct journal *j);
/* Choose an id after `now` that no file has yet, and write the run file. */
int journal_begin(struct journal *j, int64_t now, struct str *lists,
    size_t n_lists, struct err *e);
/* All is committed: the run files of the unfinished runs and ours are done. */
int journal_done(struct journal *j, struct err *e);
/* Has an unfinished run crashed stages too often to wait for all of it? */
bool journal_is_stuck(const struct journal *j);
/* A stage crashed: count it, and set aside what crashed too often. */
int journal_crashed(struct journal *j, struct err *e);

/* without the lock: unfinished runs and runs set aside */
int journal_count(
    const char *folder, long *unfinished, long *stuck, struct err *e);

#endif
