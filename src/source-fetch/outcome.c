/* Outcomes: the result of a try, and whether another try is useful. */
#include "source-fetch/outcome.h"

#include <stddef.h>

/* Temporary errors.  All other errors need somebody to fix them. */
static const CURLcode passing[] = {
	CURLE_COULDNT_RESOLVE_HOST,
	CURLE_COULDNT_CONNECT,
	CURLE_OPERATION_TIMEDOUT,
	CURLE_GOT_NOTHING,
	CURLE_SEND_ERROR,
	CURLE_RECV_ERROR,
	CURLE_PARTIAL_FILE,
	CURLE_HTTP2,
	CURLE_HTTP2_STREAM,
	CURLE_SSL_CONNECT_ERROR,
};

enum outcome
outcome_of_error(CURLcode result, const char *detail, struct why *why)
{
	why_set(why, "%s",
	    detail[0] != '\0' ? detail : curl_easy_strerror(result));
	for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
		if (passing[i] == result)
			return OUTCOME_RETRY;
	return OUTCOME_FAILED;
}

/* The last row with the status in FIRST .. LAST applies. */
static const struct {
	long first, last;
	enum outcome outcome;
	const char *hint;
} rows[] = {
	{ 0, 999, OUTCOME_FAILED, " (expected 200)" },
	{ 200, 200, OUTCOME_ANSWER, "" },
	{ 301, 303, OUTCOME_REDIRECT, "" },
	{ 304, 304, OUTCOME_UNCHANGED, "" },
	{ 307, 308, OUTCOME_REDIRECT, "" },
	{ 401, 401, OUTCOME_FAILED, " (is the token right?)" },
	{ 403, 403, OUTCOME_FAILED, " (may the token do this?)" },
	{ 404, 404, OUTCOME_FAILED, " (is the url right?)" },
	{ 408, 408, OUTCOME_RETRY, "" },
	{ 429, 429, OUTCOME_RETRY, "" },
	{ 500, 599, OUTCOME_RETRY, "" },
};

enum outcome
outcome_of_status(long status, struct why *why)
{
	size_t found = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (status >= rows[i].first && status <= rows[i].last)
			found = i;
	why_set(why, "HTTP status %ld%s", status, rows[found].hint);
	return rows[found].outcome;
}
