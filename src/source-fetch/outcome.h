#ifndef SOURCE_FETCH_OUTCOME_H
#define SOURCE_FETCH_OUTCOME_H

#include <curl/curl.h>

#include "base/why.h"

enum outcome {
	OUTCOME_ANSWER,		/* here it is */
	OUTCOME_UNCHANGED,	/* 304: it is the one that was kept */
	OUTCOME_REDIRECT,	/* it is elsewhere */
	OUTCOME_RETRY,		/* it may be there later */
	OUTCOME_FAILED,		/* it will not be there later either */
};

/* What libcurl's result of a try without an answer means; DETAIL is its
 * error buffer. */
enum outcome outcome_of_error(CURLcode result, const char *detail,
    struct why *why);
/* What the status of an answer means. */
enum outcome outcome_of_status(long status, struct why *why);

#endif
