#ifndef SOURCE_FETCH_REQUEST_H
#define SOURCE_FETCH_REQUEST_H

#include <stdbool.h>

#include <curl/curl.h>

#include "source-fetch/body-end.h"
#include "source-fetch/fetch.h"

/* The requests of one source, which share one libcurl handle. */
struct request {
	struct fetch *fetch; /* receives the answer */
	CURL *easy;
	struct curl_slist *headers;
	bool too_large; /* stopped: over max-size */
	struct body_end end;
	char error[CURL_ERROR_SIZE];
};

/*
 * Sets all options of the handle except URL and time limit.  R must not move.
 * CURLINFO_PRIVATE returns PRIVATE.  False if libcurl refuses an option.  Call
 * request_close() in any case.
 */
bool request_open(struct request *r, struct fetch *fetch, void *private);
/* Prepares a new request of URL, with a limit of MS milliseconds. */
bool request_begin(struct request *r, const char *url, int ms);
void request_close(struct request *r);

#endif
