/* A request: libcurl's options and callbacks. */
#include "source-fetch/request.h"

#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/print.h"
#include "base/utf8.h"
#include "host/https.h"

/* Appends to the answer.  The body of another status than 200 is dropped. */
static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct request *r = ctx;
	struct buf *text = &r->fetch->answer.text;
	size_t most = (size_t)r->fetch->source->max_size << 20;
	long status = 0;

	(void)one;
	curl_easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status != 200)
		return n;
	if (n > most - text->len) {
		r->too_large = true;
		return 0;
	}
	buf_add(text, data, n);
	return n;
}

/* Copies the value of the header NAME, if LINE has it and it is printable. */
static void
take_header(const char *line, size_t n, const char *name, char *to, size_t size)
{
	size_t skip = strlen(name);

	if (n <= skip || strncasecmp(line, name, skip) != 0)
		return;
	while (skip < n && (line[skip] == ' ' || line[skip] == '\t'))
		skip++;
	while (n > skip &&
	    (line[n - 1] == '\r' || line[n - 1] == '\n' || line[n - 1] == ' ' ||
		line[n - 1] == '\t'))
		n--;
	if (n - skip >= size)
		return;
	for (size_t i = skip; i < n; i++)
		if (!utf8_is_ascii(line[i]))
			return;
	memcpy(to, line + skip, n - skip);
	to[n - skip] = '\0';
}

static size_t
take_header_line(char *line, size_t one, size_t n, void *ctx)
{
	struct request *r = ctx;
	struct answer *a = &r->fetch->answer;

	(void)one;
	body_end_header(&r->end, line, n);
	/* Headers of an earlier answer (100) do not belong to this answer. */
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0)
		a->etag[0] = a->modified[0] = '\0';
	take_header(line, n, "ETag:", a->etag, sizeof a->etag);
	take_header(line, n, "Last-Modified:", a->modified, sizeof a->modified);
	return n;
}

/* Adds a header, unless VALUE is empty.  False: no memory. */
static bool
add_header(struct request *r, const char *name, const char *value)
{
	struct buf line = { 0 };
	struct curl_slist *more;

	if (value[0] == '\0')
		return true;
	/* Room for all of it: a buffer that moves leaves a copy behind. */
	buf_grow(&line, strlen(name) + strlen(value) + 3);
	buf_printf(&line, "%s: %s", name, value);
	more = curl_slist_append(r->headers, buf_cstr(&line));
	if (more != NULL)
		r->headers = more;
	sodium_memzero(line.data, line.len);
	buf_free(&line);
	return more != NULL;
}

/* Puts the token into the header Authorization.  libcurl has no option for a
 * scheme that is not HTTP's own. */
static bool
set_token(struct request *r)
{
	const char *token = r->fetch->token.text;

	if (token[0] == '\0')
		return true;
	if (r->fetch->source->token_scheme == TOKEN_API_KEY) {
		char value[sizeof "Api-Key " + TOKEN_MOST];
		bool ok;

		print_text(value, sizeof value, "Api-Key %s", token);
		ok = add_header(r, "Authorization", value);
		sodium_memzero(value, sizeof value);
		return ok;
	}
	return curl_easy_setopt(r->easy, CURLOPT_HTTPAUTH,
		   (long)CURLAUTH_BEARER) == CURLE_OK &&
	    curl_easy_setopt(r->easy, CURLOPT_XOAUTH2_BEARER, token) ==
	    CURLE_OK;
}

/* Sets the options for secrets. */
static bool
set_secrets(struct request *r)
{
	const struct site_source *s = r->fetch->source;
	CURL *e = r->easy;
	bool ok = true;

	if (s->certificate_file != NULL)
		ok &= curl_easy_setopt(e, CURLOPT_SSLCERT,
			  s->certificate_file) == CURLE_OK &&
		    curl_easy_setopt(e, CURLOPT_SSLKEY, s->key_file) ==
			CURLE_OK;
	return ok;
}

/* The caller follows redirects, because libcurl would follow any. */
bool
request_open(struct request *r, struct fetch *fetch, void *private)
{
	const struct site_source *s = fetch->source;
	CURL *e = curl_easy_init();

	*r = (struct request){ .fetch = fetch, .easy = e };
	if (e == NULL)
		return false;
	if (r->fetch->has_kept &&
	    !(add_header(r, "If-None-Match", r->fetch->kept.etag) &&
		add_header(r, "If-Modified-Since", r->fetch->kept.modified)))
		return false;
	return set_token(r) &&
	    curl_easy_setopt(e, CURLOPT_PRIVATE, private) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, r->error) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_WRITEDATA, r) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header_line) ==
	    CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HEADERDATA, r) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_HTTPHEADER, r->headers) == CURLE_OK &&
	    https_rules(e, s->url, s->ca_file) &&
	    curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE,
		(curl_off_t)s->max_size << 20) == CURLE_OK &&
	    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT,
		(long)s->connect_timeout) == CURLE_OK &&
	    body_end_watch(&r->end, e) && set_secrets(r);
}

bool
request_begin(struct request *r, const char *url, int ms)
{
	struct answer *a = &r->fetch->answer;

	a->text.len = 0;
	a->etag[0] = a->modified[0] = r->error[0] = '\0';
	r->too_large = false;
	/* 0 would mean no limit to libcurl. */
	return curl_easy_setopt(r->easy, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(r->easy, CURLOPT_TIMEOUT_MS, (long)ms + 1) ==
	    CURLE_OK;
}

void
request_close(struct request *r)
{
	curl_easy_cleanup(r->easy);
	/* One of them may be the token. */
	for (struct curl_slist *h = r->headers; h != NULL; h = h->next)
		sodium_memzero(h->data, strlen(h->data));
	curl_slist_free_all(r->headers);
	*r = (struct request){ 0 };
}
