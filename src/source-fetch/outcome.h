#ifndef SOURCE_FETCH_OUTCOME_H
#define SOURCE_FETCH_OUTCOME_H

#include <curl/curl.h>

#include "base/why.h"

enum outcome {
	OUTCOME_ANSWER,	   /* a document */
	OUTCOME_UNCHANGED, /* 304: the stored one is valid */
	OUTCOME_REDIRECT,  /* at another URL */
	OUTCOME_RETRY,	   /* a later try may succeed */
	OUTCOME_FAILED,	   /* a later try will fail too */
};

/*
 * Classifies libcurl's result of a try without an answer; DETAIL is libcurl's
 * error buffer.
 */
enum outcome outcome_of_error(CURLcode result, const char *detail,
    struct why *why);
/* Classifies the HTTP status of an answer. */
enum outcome outcome_of_status(long status, struct why *why);

#endif
