/* A range operator of RPSL. */
#include "base/range-operator.h"

#include <string.h>

#include "base/number.h"

#define LENGTH_MOST 128

bool
range_operator_parse(const char *s, size_t n, struct range_operator *o)
{
	const char *dash = n > 1 ? memchr(s, '-', n) : NULL;
	const size_t first = dash != NULL ? (size_t)(dash - s) : n;
	uint64_t min, max;

	*o = (struct range_operator){ 0, 0, LENGTH_MOST };
	if (n == 1 && (*s == '-' || *s == '+')) {
		o->more = *s == '-';
		return true;
	}
	if (!number_parse(s, first, 0, LENGTH_MOST, &min, NULL))
		return false;
	max = min;
	if (dash != NULL &&
	    !number_parse(dash + 1, n - first - 1, min, LENGTH_MOST, &max,
		NULL))
		return false;
	o->shortest = (unsigned)min;
	o->longest = (unsigned)max;
	return true;
}

static unsigned
larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* Lengths above LENGTH_MOST do not exist, so sums need not grow. */
static unsigned
capped(unsigned n)
{
	return n > LENGTH_MOST + 1 ? LENGTH_MOST + 1 : n;
}

struct range_operator
range_operator_join(const struct range_operator *inner,
    const struct range_operator *outer)
{
	return (struct range_operator){
		.more = capped(inner->more + outer->more),
		.shortest = capped(
		    larger(inner->shortest + outer->more, outer->shortest)),
		.longest = outer->longest != RANGE_SAME ? outer->longest :
							  inner->longest,
	};
}

bool
range_operator_apply(const struct range_operator *o, unsigned bits,
    unsigned *min, unsigned *max)
{
	*min = larger(*min + o->more, o->shortest);
	if (o->longest != RANGE_SAME)
		*max = o->longest < bits ? o->longest : bits;
	return *min <= *max;
}
