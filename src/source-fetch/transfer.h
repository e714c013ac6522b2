#ifndef SOURCE_FETCH_TRANSFER_H
#define SOURCE_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

/*
 * Fetches all N at once over HTTP and HTTPS, each with the tries and the time
 * of its source.  Afterwards each is FETCH_FETCHED, _UNCHANGED or _FAILED.
 * Fetches that are not FETCH_WAITING are left alone.  False if libcurl does
 * not work at all, which has been reported.
 */
bool transfer_all(struct fetch *v, size_t n, struct diag *diag);

#endif
