/* The class filter: the classes that -t selects. */
#include "rpsl/class-filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stream/record.h"

bool
classes_add(struct class_filter *classes, const char *list)
{
	for (;;) {
		size_t n = strcspn(list, ",");

		if (!record_name_ok(list, n))
			return false;
		classes->name = mem_grow(classes->name, classes->n,
		    &classes->cap, sizeof *classes->name);
		classes->name[classes->n++] = (struct slice){
			mem_strndup(list, n), n
		};
		if (list[n] == '\0')
			return true;
		list += n + 1;
	}
}

bool
classes_have_slice(const struct class_filter *classes, struct slice name)
{
	for (size_t i = 0; i < classes->n; i++)
		if (name.n == classes->name[i].n &&
		    memcmp(name.p, classes->name[i].p, name.n) == 0)
			return true;
	return classes->n == 0;
}

bool
classes_have(const struct class_filter *classes, const char *name)
{
	return classes_have_slice(classes,
	    (struct slice){ name, strlen(name) });
}

void
classes_free(struct class_filter *classes)
{
	for (size_t i = 0; i < classes->n; i++)
		free((char *)classes->name[i].p);
	free(classes->name);
	*classes = (struct class_filter){ 0 };
}
