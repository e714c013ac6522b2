#ifndef BIRDFEED_URL_H
#define BIRDFEED_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

enum url_scheme { URL_FILE, URL_HTTP, URL_HTTPS };

/*
 * Where a document stands: https://HOST[:PORT][/PATH], http:// likewise,
 * file:///PATH or an absolute path (path_check(3)).  No user and password:
 * those would be printed wherever a URL is.
 */
bool url_check(const char *s, size_t n, struct why *why);
/* Of a URL that url_check() took. */
enum url_scheme url_scheme(const char *url);
/* A file's path within such a URL. */
const char *url_path(const char *url);
/* Does it name this very machine (127.0.0.0/8, ::1, localhost)? */
bool url_is_loopback(const char *url);

#endif
