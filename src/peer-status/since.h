#ifndef PEER_STATUS_SINCE_H
#define PEER_STATUS_SINCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* Since when, as BIRD's timeformat writes it. */

bool since_is_date(struct slice s);	/* 2026-11-21 */
bool since_is_time(struct slice s);	/* 03:57:04, 03:57:04.899 */
/*
 * The seconds since 1970 of S, which is local time: DATE TIME, or TIME
 * alone, which BIRD writes for the last 20 hours: the last one before NOW.
 * False for a date alone, and for what it does not know.
 */
bool since_seconds(struct slice s, uint64_t now, uint64_t *seconds);

#endif
