/* What is wanted: the classes that -t names. */
#include "rpsl/class-filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stream/record.h"

bool
want_add(struct want *want, const char *list)
{
	for (;;) {
		size_t n = strcspn(list, ",");

		if (!record_name_ok(list, n))
			return false;
		want->name = mem_grow(want->name, want->n, &want->cap,
		    sizeof *want->name);
		want->name[want->n++] = (struct slice){
			mem_strndup(list, n), n };
		if (list[n] == '\0')
			return true;
		list += n + 1;
	}
}

bool
want_slice(const struct want *want, struct slice name)
{
	for (size_t i = 0; i < want->n; i++)
		if (name.n == want->name[i].n &&
		    memcmp(name.p, want->name[i].p, name.n) == 0)
			return true;
	return want->n == 0;
}

bool
want_class(const struct want *want, const char *name)
{
	return want_slice(want, (struct slice){ name, strlen(name) });
}

void
want_free(struct want *want)
{
	for (size_t i = 0; i < want->n; i++)
		free((char *)want->name[i].p);
	free(want->name);
	*want = (struct want){ 0 };
}
