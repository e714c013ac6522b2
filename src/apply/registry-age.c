/* The age of the registry that the input was made from. */
#include "apply/registry-age.h"

#include "base/duration.h"
#include "base/timestamp.h"

static bool
is_older(const struct job *job, uint32_t seconds)
{
	int64_t time = job->stream->registry.time;

	return time != 0 && timestamp_now() - time > (int64_t)seconds;
}

void
registry_age_warn(const struct job *job)
{
	const struct site_registry *r = &job->site->registry;
	struct place place = { job->site->file, r->line[REGISTRY_WARN_AGE] };
	char age[DURATION_TEXT], most[DURATION_TEXT];

	if (!is_older(job, r->warn_age))
		return;
	diag_say(job->diag, DIAG_WARNING, &place, "warn-age",
	    "the registry's "
	    "newest commit is %s old (expected %s at most; is the clone "
	    "brought up to date?)",
	    duration_words(age, timestamp_now() - job->stream->registry.time),
	    duration_print(most, r->warn_age));
}

bool
registry_age_over(const struct job *job)
{
	return is_older(job, job->site->registry.max_age);
}
