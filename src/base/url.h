#ifndef BIRDFEED_URL_H
#define BIRDFEED_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

enum url_scheme { URL_FILE, URL_HTTP, URL_HTTPS };

/*
 * Checks the location of a document: https://HOST[:PORT][/PATH], the same with
 * http://, file:///PATH, or an absolute path (see path_check()).  A URL must
 * not have a user or password, because birdfeed prints URLs.
 */
bool url_check(const char *s, size_t n, struct why *why);
/* The scheme of a URL that url_check() accepted. */
enum url_scheme url_scheme(const char *url);
/*
 * Checks the place of a database: an absolute path, or postgresql://, with the
 * forms that libpq(3) reads, but without a password, which would be printed.
 */
bool database_check(const char *s, size_t n, struct why *why);
/* True if database_check() accepted it as a database of PostgreSQL. */
bool database_is_postgresql(const char *place);
/* The path in such a URL of scheme URL_FILE; points into URL. */
const char *url_path(const char *url);
/* True if the URL's host is this machine (127.0.0.0/8, ::1, localhost). */
bool url_is_loopback(const char *url);

#endif
