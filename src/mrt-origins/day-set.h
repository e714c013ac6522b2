#ifndef MRT_ORIGINS_DAY_SET_H
#define MRT_ORIGINS_DAY_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"

/* As many days as 32 bits of seconds have. */
#define DAY_SET_DAYS (UINT32_MAX / (uint32_t)DATE_DAY + 1)

/* A set of days, counted from 1970; all zero is the empty one. */
struct day_set {
	uint64_t bits[DAY_SET_DAYS / 64 + 1];
};

static inline void
day_set_add(struct day_set *set, uint32_t day)
{
	set->bits[day / 64] |= (uint64_t)1 << day % 64;
}

static inline bool
day_set_has(const struct day_set *set, uint32_t day)
{
	return (set->bits[day / 64] >> day % 64 & 1) != 0;
}

/* Adds the days of OTHER. */
void day_set_merge(struct day_set *set, const struct day_set *other);
/* Warns of the days from FIRST to LAST that are missing. */
void day_set_gaps(const struct day_set *set, uint32_t first, uint32_t last,
    struct diag *diag);

#endif
