/* The URL of a document. */
#include "base/url.h"

#include <string.h>

#include "base/endpoint.h"
#include "base/name.h"
#include "base/utf8.h"

#define FILE_SCHEME "file://"
#define HTTP_SCHEME "http://"
#define HTTPS_SCHEME "https://"
#define POSTGRESQL_SCHEME "postgresql://"
#define URL_MOST 1024

static bool
starts(const char *s, size_t n, const char *with)
{
	return n >= strlen(with) && memcmp(s, with, strlen(with)) == 0;
}

/* The length of the scheme with its "://"; 0 for a path or an unknown
 * scheme. */
static size_t
scheme_length(const char *s, size_t n)
{
	static const char *const schemes[] = { FILE_SCHEME, HTTP_SCHEME,
		HTTPS_SCHEME };

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (starts(s, n, schemes[i]))
			return strlen(schemes[i]);
	return 0;
}

/* Reads HOST, ADDRESS or [ADDRESS], with or without a port.  Free EP with
 * endpoint_free(). */
static bool
authority(const char *s, size_t n, struct endpoint *ep)
{
	struct why ignored;

	if (n >= 2 && s[0] == '[' && s[n - 1] == ']')
		return host_parse(s + 1, n - 2, ep, &ignored) &&
		    ep->host == NULL && ep->addr.family == 6;
	if (n > 0 && s[0] != '[' && memchr(s, ':', n) == NULL)
		return host_parse(s, n, ep, &ignored);
	/* endpoint_parse() accepts IPv6 without brackets; a URL does not. */
	if (n > 0 && s[0] != '[' && memchr(s, ':', n) != memrchr(s, ':', n))
		return false;
	return endpoint_parse(s, n, ep, &ignored);
}

/* True if S holds only characters that RFC 3986 allows in a path and a
 * query. */
static bool
rest_ok(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!utf8_is_ascii(s[i]) || s[i] == ' ' ||
		    strchr("\"<>\\^`{|}#", s[i]) != NULL)
			return false;
	return true;
}

static size_t
authority_length(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] != '/' && s[i] != '?')
		i++;
	return i;
}

bool
url_check(const char *s, size_t n, struct why *why)
{
	size_t skip = scheme_length(s, n), len;
	struct endpoint ep = { 0 };
	struct why ignored;
	bool ok;

	if (skip == 0 || starts(s, n, FILE_SCHEME)) {
		ok = path_check(s + skip, n - skip, &ignored);
	} else {
		len = authority_length(s + skip, n - skip);
		ok = n <= URL_MOST && authority(s + skip, len, &ep) &&
		    rest_ok(s + skip + len, n - skip - len);
		endpoint_free(&ep);
	}
	if (!ok)
		why_not(why, s, n,
		    "https://HOST/PATH, http://HOST/PATH, "
		    "file:///PATH or /PATH, without a user or a fragment");
	return ok;
}

enum url_scheme
url_scheme(const char *url)
{
	if (starts(url, strlen(url), HTTPS_SCHEME))
		return URL_HTTPS;
	return starts(url, strlen(url), HTTP_SCHEME) ? URL_HTTP : URL_FILE;
}

const char *
url_path(const char *url)
{
	return url + scheme_length(url, strlen(url));
}

bool
url_is_loopback(const char *url)
{
	static const struct addr six = { 6, { [15] = 1 } };
	const char *s = url_path(url);
	struct endpoint ep = { 0 };
	bool is;

	if (!authority(s, authority_length(s, strlen(s)), &ep))
		return false;
	if (ep.host != NULL)
		is = strcmp(ep.host, "localhost") == 0;
	else
		is = ep.addr.family == 4 ? ep.addr.bytes[0] == 127 :
					   addr_cmp(&ep.addr, &six) == 0;
	endpoint_free(&ep);
	return is;
}

/* True if the URL at S, behind its scheme, has a password: behind the user's
 * name, or as a parameter. */
static bool
has_password(const char *s, size_t n)
{
	size_t len = authority_length(s, n);
	const char *at = memchr(s, '@', len);

	return (at != NULL && memchr(s, ':', (size_t)(at - s)) != NULL) ||
	    memmem(s, n, "password=", strlen("password=")) != NULL;
}

bool
database_check(const char *s, size_t n, struct why *why)
{
	size_t skip = strlen(POSTGRESQL_SCHEME);
	struct why ignored;

	if (path_check(s, n, &ignored))
		return true;
	if (!starts(s, n, POSTGRESQL_SCHEME) || n > URL_MOST ||
	    !rest_ok(s + skip, n - skip)) {
		why_not(why, s, n,
		    "an absolute path, or "
		    "postgresql://HOST/DATABASE");
		return false;
	}
	if (!has_password(s + skip, n - skip))
		return true;
	why_set(why,
	    "a password (expected none: libpq reads it from the "
	    "file that passfile= names)");
	return false;
}

bool
database_is_postgresql(const char *place)
{
	return starts(place, strlen(place), POSTGRESQL_SCHEME);
}
