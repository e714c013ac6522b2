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

struct cache_key
fetch_key(const struct fetch *f)
{
	return (struct cache_key){ f->source->name, f->source->url,
		(size_t)f->source->max_size << 20 };
}

void
fetch_local(struct fetch *f)
{
	size_t most = (size_t)f->source->max_size << 20;
	int fd = open(url_path(f->source->url),
	    O_RDONLY | O_NONBLOCK | O_CLOEXEC);

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
			why_set(&f->why, "%s",
			    errno == 0 ? "not a regular file" :
					 strerror(errno));
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
	const struct cache_key key = fetch_key(f);

	if (url_scheme(f->source->url) == URL_FILE)
		return;
	if (f->state == FETCH_FETCHED &&
	    !(f->has_kept && same(&f->answer, &f->kept)))
		cache_keep(cache, &key, &f->answer);
	else
		cache_touch(cache, &key);
}

bool
fetch_settle(struct fetch *f, struct cache *cache, struct diag *diag)
{
	struct place place = { f->source->name, 0 };

	if (f->state != FETCH_FAILED) {
		keep(f, cache);
		return true;
	}
	if (!cache_stands_in(f->has_kept ? &f->kept_when : NULL,
		f->source->max_stale, &place, &f->why, diag))
		return false;
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
