#ifndef SOURCE_FETCH_REQUEST_H
#define SOURCE_FETCH_REQUEST_H

#include <stdbool.h>

#include <curl/curl.h>

#include "source-fetch/body-end.h"
#include "source-fetch/fetch.h"

/* One source's requests, which all use one handle of libcurl's. */
struct request {
	struct fetch *fetch;	/* its answer is written to */
	CURL *easy;
	struct curl_slist *headers;
	bool too_large;		/* over max-size, and given up for that */
	struct body_end end;
	char error[CURL_ERROR_SIZE];
};

/*
 * Tells libcurl everything but where and for how long; R must stay where it
 * is.  PRIVATE is what CURLINFO_PRIVATE answers.  request_close() it in any
 * case; false when libcurl does not take it.
 */
bool request_open(struct request *r, struct fetch *fetch, void *private);
/* Readies it to ask URL within MS milliseconds, for a new answer. */
bool request_begin(struct request *r, const char *url, int ms);
void request_close(struct request *r);

#endif
