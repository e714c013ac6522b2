/* The peers that have a preshared key. */
#include "peer-validate/psk-names.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/psk.h"
#include "base/sort.h"

#define NAMES_MOST 100000 /* another user may fill the directory */

static bool
is_key(const char *dir, const char *name)
{
	struct why why;

	return name_check(name, strlen(name), &why) && psk_is_there(dir, name);
}

void
psk_names_read(struct psk_names *names, const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	while (d != NULL && names->n < NAMES_MOST &&
	    (entry = readdir(d)) != NULL) {
		if (!is_key(dir, entry->d_name))
			continue;
		names->v = mem_grow(names->v, names->n, &names->cap,
		    sizeof *names->v);
		names->v[names->n++] = mem_strdup(entry->d_name);
	}
	if (d != NULL)
		closedir(d);
	sort_all(names->v, names->n, sizeof *names->v, sort_by_text);
}

bool
psk_names_have(const struct psk_names *names, const char *name)
{
	return sort_find(names->v, names->n, sizeof *names->v, &name,
		   sort_by_text) != NULL;
}

void
psk_names_free(struct psk_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->v[i]);
	free(names->v);
	*names = (struct psk_names){ 0 };
}
