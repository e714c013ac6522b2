/* Writes a set of fragments. */
#include "stream/fragout.h"

#include <string.h>

#include "base/out.h"
#include "base/timestamp.h"
#include "stream/copy-name.h"

void
fragout_begin(struct fragout *out, FILE *f, const char *set)
{
	*out = (struct fragout){ .f = f, .set = set };
	out_printf(f, "#%% begin %s 1\n", set);
}

void
fragout_file(struct fragout *out, const char *name, unsigned mode)
{
	out->files++;
	out_printf(out->f, "#%% file %s/%s 0%u%u%u\n", out->set, name,
	    mode >> 6 & 7, mode >> 3 & 7, mode & 7);
}

void
fragout_count(struct fragout *out, const char *what, unsigned long count)
{
	out_printf(out->f, "#%% count %s %lu\n", what, count);
}

void
fragout_member(struct fragout *out, const char *what, const char *name)
{
	out_printf(out->f, "#%% member %s %s\n", what, name);
}

void
fragout_leave(struct fragout *out, const char *what, const char *name)
{
	out_printf(out->f, "#%% leave %s %s\n", what, name);
}

void
fragout_revision(struct fragout *out, const struct revision *registry)
{
	char time[TIMESTAMP_TEXT];

	if (registry->time != 0)
		out_printf(out->f, "#%% revision %s\n",
		    timestamp_print(time, registry->time));
}

void
fragout_session(struct fragout *out, const char *name, const char *settings)
{
	out_printf(out->f, "#%% session %s %s\n", name, settings);
}

void
fragout_depends(struct fragout *out, const char *path)
{
	out_printf(out->f, "#%% depends %s\n", path);
}

void
fragout_table(struct fragout *out, uint32_t table,
    const struct prefix_list *own)
{
	char text[PREFIX_TEXT];

	out_printf(out->f, "#%% table %lu", (unsigned long)table);
	for (size_t i = 0; i < own->n; i++)
		out_printf(out->f, " %s", prefix_print(text, &own->v[i]));
	out_printf(out->f, "\n");
}

void
fragout_copy(struct fragout *out, const char *source, unsigned mode)
{
	char name[COPY_NAME];

	fragout_file(out,
	    copy_name(name, (struct slice){ source, strlen(source) }), mode);
	out_printf(out->f, "#%% copy %s\n", source);
}

void
fragout_end(struct fragout *out)
{
	/* After a failed write, text is missing: the set must not look
	 * complete. */
	if (!ferror(out->f))
		out_printf(out->f, "#%% end %s %lu\n", out->set, out->files);
}
