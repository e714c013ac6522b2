#ifndef SOURCE_FETCH_TRANSFER_H
#define SOURCE_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

/*
 * Fetches all N at once over HTTP and HTTPS, each with as many tries as its
 * source allows and within its time; every one is FETCH_FETCHED,
 * _UNCHANGED or _FAILED then.  Those that are not FETCH_WAITING are left
 * alone.  False when libcurl could not be used at all, which is reported.
 */
bool transfer_all(struct fetch *v, size_t n, struct diag *diag);

#endif
