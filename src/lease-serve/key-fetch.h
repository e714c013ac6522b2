#ifndef LEASE_SERVE_KEY_FETCH_H
#define LEASE_SERVE_KEY_FETCH_H

#include <stdbool.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "base/why.h"

#define KEY_FETCH_MOST (1024 * 1024) /* bytes of a document */
#define KEY_FETCH_SECONDS 10	     /* for a whole fetch */

/* Fetches the document of the issuer's keys over TLS.  It never blocks. */
struct key_fetch {
	CURLM *multi; /* the caller waits on it */
	CURL *easy;
	struct buf text;
	char error[CURL_ERROR_SIZE];
	bool running;
};

/* Prepares fetches of URL.  CA_FILE may be NULL: the system's.  False, with
 * WHY set, if libcurl does not start.  Close it in both cases. */
bool key_fetch_open(struct key_fetch *f, const char *url, const char *ca_file,
    struct why *why);
void key_fetch_close(struct key_fetch *f);
/* Begins a fetch, if none is under way. */
bool key_fetch_begin(struct key_fetch *f);
/*
 * Goes on with the fetch.  True if it has ended: *OK is true if TEXT is the
 * document, and WHY is set otherwise.
 */
bool key_fetch_step(struct key_fetch *f, bool *ok, struct why *why);

#endif
