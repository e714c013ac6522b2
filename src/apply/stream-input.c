/* The input: from standard input or a stored generation. */
#include "apply/stream-input.h"

#include <unistd.h>

#include "apply/registry-age.h"
#include "apply/rollback.h"
#include "apply/sets.h"

#define STREAM_MOST ((size_t)256 * 1024 * 1024)

bool
stream_input_read(struct fragments *stream, struct copies *copies,
    const struct options *o, const struct job *job)
{
	if (o->mode == MODE_ROLLBACK)
		return rollback_read(stream, copies, job, o->id) &&
		    sets_check(job);
	if (!fragments_read(stream, STDIN_FILENO, "-", STREAM_MOST, o->seconds,
		job->diag) ||
	    !sets_check(job))
		return false;
	registry_age_warn(job);
	return copies_read(copies, stream, job);
}
