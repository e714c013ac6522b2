/* The operator's own files that BIRD reads: apply(8) copies them into the
 * generation. */
#include "bird-render/included-files.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/out.h"
#include "base/sort.h"
#include "bird-render/password.h"
#include "stream/copy-name.h"

#define COPY_MODE 0640 /* BIRD's group reads it */

static void
add_all(const char **all, size_t *n, const struct text_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		all[(*n)++] = list->v[i];
}

/* A file may be in several of these lists; apply(8) copies it once. */
void
copies_framing(struct fragout *out, const struct input *in, bool passwords,
    bool includes)
{
	const struct site_router *r = in->router;
	size_t npasswords, n = 0;
	const char **given = password_files(in, &npasswords);
	const char **all = mem_alloc(
	    (npasswords + r->hooks.n + r->include.n + 1) * sizeof *all);

	for (size_t i = 0; passwords && i < npasswords; i++)
		all[n++] = given[i];
	if (includes) {
		add_all(all, &n, &r->hooks);
		add_all(all, &n, &r->include);
	}
	n = sort_once(all, n, sizeof *all, sort_by_text);
	for (size_t i = 0; i < n; i++)
		fragout_copy(out, all[i], COPY_MODE);
	free(all);
	free(given);
}

/* BIRD looks for the copy in the directory of the including file. */
void
copy_include(FILE *f, const char *source)
{
	char name[COPY_NAME];

	out_printf(f, "include \"%s\";  # %s\n",
	    copy_name(name, (struct slice){ source, strlen(source) }), source);
}
