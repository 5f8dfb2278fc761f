#include "fetch/job.h"

struct job *job_new(struct str url, job_done *done)
{
	struct arena arena = {0};
	struct job *j = arena_new(&arena, sizeof *j);

	j->arena = arena;
	j->url = arena_str(&j->arena, url);
	j->at = j->url;
	j->done = done;
	return j;
}

void job_free(struct job *j)
{
	transfer_free(j->transfer);
	struct arena arena = j->arena; /* the job lives in it */

	arena_release(&arena);
}
