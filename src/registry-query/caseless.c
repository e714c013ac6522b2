/* Names in a registry, which compare without case. */
#include "registry-query/caseless.h"

#include <string.h>
#include <strings.h>

bool
caseless_is(struct slice s, const char *name)
{
	return s.n == strlen(name) && strncasecmp(s.p, name, s.n) == 0;
}

bool
caseless_in(const struct record *r, const char *name, const char *value)
{
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], name) &&
		    caseless_is(r->value[i], value))
			return true;
	return false;
}
