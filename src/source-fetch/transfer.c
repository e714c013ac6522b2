/* The transfers: libcurl, and the tries of each fetch. */
#include "source-fetch/transfer.h"

#include <sodium.h>
#include <stdlib.h>

#include <curl/curl.h>

#include "base/deadline.h"
#include "base/mem.h"
#include "source-fetch/outcome.h"
#include "source-fetch/progress.h"
#include "source-fetch/redirect.h"
#include "source-fetch/request.h"

#define REDIRECTS 5
#define BACKOFF_FIRST 500 /* milliseconds; doubled each time */
#define BACKOFF_MOST 8000

struct transfer {
	struct fetch *fetch;
	struct request request;
	char *url; /* the current URL */
	unsigned redirects;
	unsigned tries;
	long long until; /* deadline of all tries */
	long long at;	 /* time of the next try */
};

static void
fail(struct transfer *t)
{
	t->fetch->state = FETCH_FAILED;
	if (t->tries > 1) {
		struct why last = t->fetch->why;

		why_set(&t->fetch->why, "%.200s, after %u tries", last.text,
		    t->tries);
	}
}

static void
start(struct transfer *t, CURLM *multi)
{
	if (t->redirects == 0)
		t->tries++;
	t->fetch->state = FETCH_RUNNING;
	if (!request_begin(&t->request, t->url, deadline_left(t->until)) ||
	    curl_multi_add_handle(multi, t->request.easy) != CURLM_OK) {
		why_set(&t->fetch->why, "libcurl does not take it");
		fail(t);
	}
}

/*
 * Returns the delay before the next try in milliseconds.  It grows with each
 * try, and is randomized, so that clients that were rejected together do not
 * return together.  The source's Retry-After has priority.
 */
static unsigned
backoff(struct transfer *t)
{
	unsigned ms = BACKOFF_FIRST;
	curl_off_t told = 0;

	for (unsigned i = 1; i < t->tries && ms < BACKOFF_MOST; i++)
		ms *= 2;
	ms = ms / 2 + randombytes_uniform(ms / 2 + 1);
	curl_easy_getinfo(t->request.easy, CURLINFO_RETRY_AFTER, &told);
	if (told > 0)
		ms = told < 3600 ? (unsigned)told * 1000 : 3600 * 1000;
	return ms;
}

static void
retry(struct transfer *t)
{
	unsigned ms = backoff(t);

	if (t->tries > t->fetch->source->retries ||
	    (int)ms >= deadline_left(t->until)) {
		fail(t);
		return;
	}
	free(t->url);
	t->url = mem_strdup(t->fetch->source->url);
	t->redirects = 0;
	t->at = deadline_in(ms);
	t->fetch->state = FETCH_WAITING;
}

static void
redirect(struct transfer *t)
{
	char *to = NULL;

	curl_easy_getinfo(t->request.easy, CURLINFO_REDIRECT_URL, &to);
	if (to == NULL || t->redirects == REDIRECTS) {
		why_set(&t->fetch->why,
		    to == NULL ? "a redirect to nowhere" :
				 "more than %d redirects",
		    REDIRECTS);
		fail(t);
		return;
	}
	if (!redirect_ok(t->fetch->source, t->url, to, &t->fetch->why)) {
		fail(t);
		return;
	}
	to = mem_strdup(to);
	free(t->url);
	t->url = to;
	t->redirects++;
	t->at = deadline_in(0);
	t->fetch->state = FETCH_WAITING;
}

static enum outcome
judge(struct transfer *t, CURLcode result)
{
	const struct fetch *f = t->fetch;
	struct why *why = &t->fetch->why;
	enum outcome outcome;
	long status = 0;

	if (t->request.too_large || result == CURLE_FILESIZE_EXCEEDED) {
		why_set(why, "over %u MiB (max-size)",
		    (unsigned)f->source->max_size);
		return OUTCOME_FAILED;
	}
	if (result != CURLE_OK)
		return outcome_of_error(result, t->request.error, why);
	curl_easy_getinfo(t->request.easy, CURLINFO_RESPONSE_CODE, &status);
	outcome = outcome_of_status(status, why);
	if (outcome == OUTCOME_UNCHANGED && !f->has_kept) {
		why_set(why, "HTTP status 304, and nothing is kept");
		outcome = OUTCOME_FAILED;
	}
	if (outcome == OUTCOME_ANSWER &&
	    !body_end_proven(&t->request.end, t->request.easy)) {
		why_set(why,
		    "an answer whose end is not proven (expected a "
		    "Content-Length, chunks, or TLS that is closed)");
		outcome = OUTCOME_RETRY;
	}
	if (outcome == OUTCOME_ANSWER && f->answer.text.len == 0) {
		why_set(why, "an empty answer (expected a document)");
		outcome = OUTCOME_FAILED;
	}
	return outcome;
}

static void
finish(struct transfer *t, CURLcode result)
{
	switch (judge(t, result)) {
	case OUTCOME_ANSWER:
		answer_settle(&t->fetch->answer);
		t->fetch->state = FETCH_FETCHED;
		break;
	case OUTCOME_UNCHANGED:
		t->fetch->state = FETCH_UNCHANGED;
		break;
	case OUTCOME_REDIRECT:
		redirect(t);
		break;
	case OUTCOME_RETRY:
		retry(t);
		break;
	case OUTCOME_FAILED:
		fail(t);
		break;
	}
}

/*
 * Starts the fetches that are due; sets *WAIT to the time until the next
 * start.  False if nothing is left to do.
 */
static bool
start_due(struct transfer *v, size_t n, CURLM *multi, int *wait)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		struct transfer *t = &v[i];
		int left;

		if (t->request.easy != NULL &&
		    t->fetch->state == FETCH_WAITING) {
			left = deadline_left(t->at);
			if (left == 0)
				start(t, multi);
			else if (left < *wait)
				*wait = left;
		}
		open |= t->fetch->state == FETCH_WAITING ||
		    t->fetch->state == FETCH_RUNNING;
	}
	return open;
}

static void
finish_done(CURLM *multi)
{
	const CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(multi, &left)) != NULL) {
		CURLcode result = message->data.result;
		CURL *easy = message->easy_handle;
		char *t = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
		curl_multi_remove_handle(multi, easy);
		finish((struct transfer *)(void *)t, result);
	}
}

static bool
run(struct transfer *v, size_t n, CURLM *multi, struct progress progress)
{
	bool ok = true;

	for (;;) {
		int wait = PROGRESS_MS, running;

		if (!start_due(v, n, multi, &wait))
			break;
		ok = curl_multi_perform(multi, &running) == CURLM_OK;
		finish_done(multi);
		progress_show(&progress);
		/* Do not wait for fetches that have ended or are due again. */
		if (!ok || !start_due(v, n, multi, &wait))
			break;
		ok = curl_multi_poll(multi, NULL, 0, wait, NULL) == CURLM_OK;
		if (!ok)
			break;
	}
	progress_end(&progress);
	return ok;
}

static void
transfer_end(struct transfer *t, CURLM *multi)
{
	if (t->request.easy != NULL)
		curl_multi_remove_handle(multi, t->request.easy);
	request_close(&t->request);
	free(t->url);
}

bool
transfer_all(struct fetch *v, size_t n, struct diag *diag)
{
	struct transfer *t;
	CURLM *multi = NULL;
	bool ok = false;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (multi = curl_multi_init()) == NULL) {
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "libcurl does not "
		    "start");
		return false;
	}
	t = mem_zalloc(n * sizeof *t);
	for (size_t i = 0; i < n; i++) {
		t[i].fetch = &v[i];
		if (v[i].state != FETCH_WAITING)
			continue;
		t[i].url = mem_strdup(v[i].source->url);
		t[i].until = deadline_in(v[i].source->timeout * 1000);
		if (!request_open(&t[i].request, &v[i], &t[i])) {
			diag_say(diag, DIAG_ERROR, NULL, NULL,
			    "libcurl does "
			    "not take what %s needs",
			    v[i].source->name);
			goto out;
		}
	}
	ok = run(t, n, multi, progress_begin(v, n, diag));
	if (!ok)
		diag_say(diag, DIAG_ERROR, NULL, NULL, "libcurl failed");
out:
	for (size_t i = 0; i < n; i++)
		transfer_end(&t[i], multi);
	free(t);
	curl_multi_cleanup(multi);
	curl_global_cleanup();
	return ok;
}
