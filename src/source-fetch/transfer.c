/* The transfers: libcurl, and the tries over which an answer comes. */
#include "transfer.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "deadline.h"
#include "mem.h"
#include "outcome.h"
#include "progress.h"
#include "redirect.h"
#include "url.h"

#define REDIRECTS 5
#define BACKOFF_FIRST 500	/* milliseconds, then twice as long */
#define BACKOFF_MOST 8000

struct transfer {
	struct fetch *fetch;
	CURL *easy;
	struct curl_slist *headers;
	char *url;		/* where it is asked now */
	unsigned redirects;
	unsigned tries;
	long long until;	/* for all the tries together */
	long long at;		/* of the next try */
	bool too_large;
	char error[CURL_ERROR_SIZE];
};

/* Of what is no answer nothing is kept. */
static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct buf *text = &t->fetch->answer.text;
	size_t most = (size_t)t->fetch->source->max_size << 20;
	long status = 0;

	(void)one;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status != 200)
		return n;
	if (n > most - text->len) {
		t->too_large = true;
		return 0;
	}
	buf_add(text, data, n);
	return n;
}

/* The value of the header NAME when LINE is one; it must be printable. */
static void
take_header(const char *line, size_t n, const char *name, char *to,
    size_t size)
{
	size_t skip = strlen(name);

	if (n <= skip || strncasecmp(line, name, skip) != 0)
		return;
	while (skip < n && (line[skip] == ' ' || line[skip] == '\t'))
		skip++;
	while (n > skip && (line[n - 1] == '\r' || line[n - 1] == '\n' ||
	    line[n - 1] == ' ' || line[n - 1] == '\t'))
		n--;
	if (n - skip >= size)
		return;
	for (size_t i = skip; i < n; i++)
		if (line[i] < 0x20 || line[i] >= 0x7f)
			return;
	memcpy(to, line + skip, n - skip);
	to[n - skip] = '\0';
}

static size_t
take_header_line(char *line, size_t one, size_t n, void *ctx)
{
	struct answer *a = &((struct transfer *)ctx)->fetch->answer;

	(void)one;
	/* Those of an answer before the last one (100) are not its. */
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0)
		a->etag[0] = a->modified[0] = '\0';
	take_header(line, n, "ETag:", a->etag, sizeof a->etag);
	take_header(line, n, "Last-Modified:", a->modified,
	    sizeof a->modified);
	return n;
}

static void
add_header(struct transfer *t, const char *name, const char *value)
{
	struct buf line = { 0 };
	struct curl_slist *more;

	if (value[0] == '\0')
		return;
	buf_printf(&line, "%s: %s", name, value);
	more = curl_slist_append(t->headers, buf_cstr(&line));
	if (more != NULL)
		t->headers = more;
	buf_free(&line);
}

/* Who learns what we say, and who we are. */
static bool
set_secrets(struct transfer *t)
{
	const struct site_source *s = t->fetch->source;
	CURL *e = t->easy;
	bool ok = true;

	if (url_is_loopback(s->url))
		/* A proxy that the environment names is not this machine. */
		ok &= curl_easy_setopt(e, CURLOPT_PROXY, "") == CURLE_OK;
	if (s->ca_file != NULL)
		/* This one alone, and not the system's as well. */
		ok &= curl_easy_setopt(e, CURLOPT_CAINFO, s->ca_file) ==
		    CURLE_OK &&
		    curl_easy_setopt(e, CURLOPT_CAPATH, NULL) == CURLE_OK;
	if (s->certificate_file != NULL)
		ok &= curl_easy_setopt(e, CURLOPT_SSLCERT,
		    s->certificate_file) == CURLE_OK &&
		    curl_easy_setopt(e, CURLOPT_SSLKEY, s->key_file) ==
		    CURLE_OK;
	if (t->fetch->token.text[0] != '\0')
		ok &= curl_easy_setopt(e, CURLOPT_HTTPAUTH,
		    (long)CURLAUTH_BEARER) == CURLE_OK &&
		    curl_easy_setopt(e, CURLOPT_XOAUTH2_BEARER,
		    t->fetch->token.text) == CURLE_OK;
	return ok;
}

/* Redirects are followed here, because libcurl would go anywhere. */
static bool
set_up(struct transfer *t)
{
	const struct site_source *s = t->fetch->source;
	CURL *e = t->easy = curl_easy_init();

	if (e == NULL)
		return false;
	if (t->fetch->has_kept) {
		add_header(t, "If-None-Match", t->fetch->kept.etag);
		add_header(t, "If-Modified-Since", t->fetch->kept.modified);
	}
	return curl_easy_setopt(e, CURLOPT_PRIVATE, t) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body) ==
	    CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEDATA, t) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header_line) ==
	    CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HEADERDATA, t) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_SSLVERSION,
	    (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_USERAGENT, "birdfeed/"
	    PACKAGE_VERSION) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE,
	    (curl_off_t)s->max_size << 20) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT,
	    (long)s->connect_timeout) == CURLE_OK && set_secrets(t);
}

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
	struct answer *a = &t->fetch->answer;

	a->text.len = 0;
	a->etag[0] = a->modified[0] = t->error[0] = '\0';
	t->too_large = false;
	if (t->redirects == 0)
		t->tries++;
	t->fetch->state = FETCH_RUNNING;
	if (curl_easy_setopt(t->easy, CURLOPT_URL, t->url) != CURLE_OK ||
	    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS,
	    (long)deadline_left(t->until) + 1) != CURLE_OK ||
	    curl_multi_add_handle(multi, t->easy) != CURLM_OK) {
		why_set(&t->fetch->why, "libcurl does not take it");
		fail(t);
	}
}

/* When to try again: later each time, with some chance, so that those who
 * were turned away together do not come back together; or as we were told. */
static unsigned
backoff(struct transfer *t)
{
	unsigned ms = BACKOFF_FIRST;
	curl_off_t told = 0;

	for (unsigned i = 1; i < t->tries && ms < BACKOFF_MOST; i++)
		ms *= 2;
	ms = ms / 2 + randombytes_uniform(ms / 2 + 1);
	curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &told);
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

	curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to);
	if (to == NULL || t->redirects == REDIRECTS) {
		why_set(&t->fetch->why, to == NULL ? "a redirect to nowhere" :
		    "more than %d redirects", REDIRECTS);
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

	if (t->too_large || result == CURLE_FILESIZE_EXCEEDED) {
		why_set(why, "over %u MiB (max-size)",
		    (unsigned)f->source->max_size);
		return OUTCOME_FAILED;
	}
	if (result != CURLE_OK)
		return outcome_of_error(result, t->error, why);
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	outcome = outcome_of_status(status, why);
	if (outcome == OUTCOME_UNCHANGED && !f->has_kept) {
		why_set(why, "HTTP status 304, and nothing is kept");
		outcome = OUTCOME_FAILED;
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

/* Starts what is due; false when nothing is left to be done.  The time to
 * wait for the next start to *WAIT. */
static bool
start_due(struct transfer *v, size_t n, CURLM *multi, int *wait)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		struct transfer *t = &v[i];
		int left;

		if (t->easy != NULL && t->fetch->state == FETCH_WAITING) {
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
run(struct transfer *v, size_t n, CURLM *multi, struct fetch *fetches)
{
	struct progress progress = progress_begin(fetches, n);
	bool ok = true;

	for (;;) {
		int wait = PROGRESS_MS, running;

		if (!start_due(v, n, multi, &wait))
			break;
		ok = curl_multi_perform(multi, &running) == CURLM_OK;
		finish_done(multi);
		progress_show(&progress);
		/* What is over, or due again, need not be waited for. */
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
	if (t->easy != NULL) {
		curl_multi_remove_handle(multi, t->easy);
		curl_easy_cleanup(t->easy);
	}
	curl_slist_free_all(t->headers);
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
		diag_say(diag, DIAG_ERROR, NULL, NULL, "libcurl does not "
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
		if (!set_up(&t[i])) {
			diag_say(diag, DIAG_ERROR, NULL, NULL, "libcurl does "
			    "not take what %s needs", v[i].source->name);
			goto out;
		}
	}
	ok = run(t, n, multi, v);
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
