/* The age of the registry that the input was made from. */
#include "apply/registry-age.h"

#include <stdio.h>

#include "base/timestamp.h"

static int64_t
age_of(const struct job *job)
{
	return timestamp_now() - job->stream->registry.time;
}

/* A commit in the future says nothing about the registry's age: this clock is
 * wrong, or that of its author was. */
static bool
is_older(const struct job *job, uint32_t seconds)
{
	return job->stream->registry.time != 0 &&
	    (age_of(job) > (int64_t)seconds ||
		age_of(job) < -(int64_t)DURATION_DAY);
}

const char *
registry_age_words(char text[static REGISTRY_AGE_TEXT], const struct job *job)
{
	char age[DURATION_TEXT];

	if (age_of(job) < 0)
		snprintf(text, REGISTRY_AGE_TEXT, "in the future");
	else
		snprintf(text, REGISTRY_AGE_TEXT, "%s old",
		    duration_words(age, age_of(job)));
	return text;
}

void
registry_age_warn(const struct job *job)
{
	const struct site_registry *r = &job->site->registry;
	struct place place = { job->site->file, r->line[REGISTRY_WARN_AGE] };
	char age[REGISTRY_AGE_TEXT], most[DURATION_TEXT];

	if (!is_older(job, r->warn_age))
		return;
	diag_say(job->diag, DIAG_WARNING, &place, "warn-age",
	    "the registry's "
	    "newest commit is %s (expected %s old at most; is the %s?)",
	    registry_age_words(age, job), duration_print(most, r->warn_age),
	    age_of(job) < 0 ? "clock right" : "clone brought up to date");
}

bool
registry_age_over(const struct job *job)
{
	return is_older(job, job->site->registry.max_age);
}
