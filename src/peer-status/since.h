#ifndef PEER_STATUS_SINCE_H
#define PEER_STATUS_SINCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* Times as BIRD's timeformat prints them. */

bool since_is_date(struct slice s); /* 2026-11-21 */
bool since_is_time(struct slice s); /* 03:57:04, 03:57:04.899 */
/*
 * Converts S, in local time, to seconds since 1970.  S is DATE TIME, or TIME
 * alone, which BIRD prints for the last 20 hours and means the last such time
 * before NOW.  Returns false for a date alone and for unknown forms.
 */
bool since_seconds(struct slice s, uint64_t now, uint64_t *seconds);

#endif
