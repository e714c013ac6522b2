/* A fetch: one source, from the site file to its answer. */
#include "source-fetch/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/url.h"

const struct answer *
fetch_answer(const struct fetch *f)
{
	return f->state == FETCH_FETCHED ? &f->answer : &f->kept;
}

void
fetch_local(struct fetch *f)
{
	size_t most = (size_t)f->source->max_size << 20;
	int fd = open(url_path(f->source->url), O_RDONLY | O_NONBLOCK |
	    O_CLOEXEC);

	f->state = FETCH_FAILED;
	if (fd == -1) {
		why_set(&f->why, "%s", strerror(errno));
		return;
	}
	if (!answer_slurp(fd, most, &f->answer.text)) {
		if (errno == EFBIG)
			why_set(&f->why, "over %u MiB (max-size)",
			    (unsigned)f->source->max_size);
		else
			why_set(&f->why, "%s", errno == 0 ?
			    "not a regular file" : strerror(errno));
	} else if (f->answer.text.len == 0) {
		why_set(&f->why, "empty (expected a document)");
	} else {
		answer_settle(&f->answer);
		f->state = FETCH_FETCHED;
	}
	close(fd);
}

static bool
same(const struct answer *a, const struct answer *b)
{
	return strcmp(a->etag, b->etag) == 0 &&
	    strcmp(a->modified, b->modified) == 0 &&
	    memcmp(a->sha256, b->sha256, ANSWER_HASH) == 0;
}

/* An answer equal to the stored one is not written again. */
static void
keep(struct fetch *f, struct cache *cache)
{
	if (url_scheme(f->source->url) == URL_FILE)
		return;
	if (f->state == FETCH_FETCHED &&
	    !(f->has_kept && same(&f->answer, &f->kept)))
		cache_keep(cache, f->source, &f->answer);
	else
		cache_touch(cache, f->source);
}

static void
print_time(char *text, size_t size, time_t when)
{
	struct tm tm;

	if (gmtime_r(&when, &tm) == NULL ||
	    strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		snprintf(text, size, "a time that is none");
}

bool
fetch_settle(struct fetch *f, struct cache *cache, struct diag *diag)
{
	struct place place = { f->source->name, 0 };
	long long age = (long long)(time(NULL) - f->kept_when);
	char when[32];

	if (f->state != FETCH_FAILED) {
		keep(f, cache);
		return true;
	}
	if (!f->has_kept) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", f->why.text);
		return false;
	}
	print_time(when, sizeof when, f->kept_when);
	/* If the stored time is in the future, the age is unknown. */
	if (age < 0 || age > f->source->max_stale ||
	    f->source->max_stale == 0) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s; the last good "
		    "answer, of %s, is too old (max-stale is %u s)",
		    f->why.text, when, (unsigned)f->source->max_stale);
		return false;
	}
	diag_say(diag, DIAG_WARNING, &place, NULL, "%s; the answer of %s "
	    "stands in (%lld s old, max-stale is %u s)", f->why.text, when,
	    age, (unsigned)f->source->max_stale);
	f->state = FETCH_STALE;
	return true;
}

void
fetch_free(struct fetch *f)
{
	token_wipe(&f->token);
	answer_free(&f->answer);
	answer_free(&f->kept);
}
