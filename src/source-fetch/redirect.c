/* Redirects: where a source may redirect us. */
#include "source-fetch/redirect.h"

#include <string.h>

#include <curl/curl.h>

/* The parts of a URL that identify the server. */
struct origin {
	char *scheme;
	char *host;
	char *port;
	bool user;
};

static bool
take(CURLU *u, CURLUPart part, unsigned flags, char **to)
{
	return curl_url_get(u, part, to, flags) == CURLUE_OK;
}

/* Splits URL.  False if it is not a URL; call origin_free() in any case. */
static bool
origin_of(const char *url, struct origin *o)
{
	CURLU *u = curl_url();
	char *user = NULL;
	bool ok = u != NULL &&
	    curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    take(u, CURLUPART_SCHEME, 0, &o->scheme) &&
	    take(u, CURLUPART_HOST, 0, &o->host) &&
	    take(u, CURLUPART_PORT, CURLU_DEFAULT_PORT, &o->port);

	o->user = u != NULL && take(u, CURLUPART_USER, 0, &user);
	curl_free(user);
	curl_url_cleanup(u);
	return ok;
}

static void
origin_free(struct origin *o)
{
	curl_free(o->scheme);
	curl_free(o->host);
	curl_free(o->port);
}

static bool
same(const struct origin *a, const struct origin *b)
{
	return strcmp(a->scheme, b->scheme) == 0 &&
	    strcmp(a->host, b->host) == 0 && strcmp(a->port, b->port) == 0;
}

static const char *
objection(const struct site_source *source, const struct origin *from,
    const struct origin *to)
{
	bool secret = source->token_file != NULL ||
	    source->certificate_file != NULL;
	bool https = strcmp(to->scheme, "https") == 0;

	if (!https && strcmp(to->scheme, "http") != 0)
		return "to neither https nor http";
	if (to->user)
		return "to a URL with a user";
	if (!https &&
	    (strcmp(from->scheme, "https") == 0 || !source->allow_http))
		return "to http";
	if (secret && !same(from, to))
		return "to another host, which must not learn who we are";
	return NULL;
}

bool
redirect_ok(const struct site_source *source, const char *from, const char *to,
    struct why *why)
{
	struct origin a = { 0 }, b = { 0 };
	const char *wrong = "to no URL";

	if (origin_of(from, &a) && origin_of(to, &b))
		wrong = objection(source, &a, &b);
	if (wrong != NULL)
		why_set(why, "a redirect %s (%s)", wrong,
		    b.host != NULL ? b.host : "?");
	origin_free(&a);
	origin_free(&b);
	return wrong == NULL;
}
