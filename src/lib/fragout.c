/* A set of fragments that is written. */
#include "fragout.h"

void
fragout_begin(struct fragout *out, FILE *f, const char *set)
{
	*out = (struct fragout){ .f = f, .set = set };
	fprintf(f, "#%% begin %s 1\n", set);
}

void
fragout_file(struct fragout *out, const char *name, unsigned mode)
{
	out->files++;
	fprintf(out->f, "#%% file %s/%s 0%03o\n", out->set, name, mode);
}

void
fragout_count(struct fragout *out, const char *what, unsigned long count)
{
	fprintf(out->f, "#%% count %s %lu\n", what, count);
}

void
fragout_session(struct fragout *out, const char *name, const char *settings)
{
	fprintf(out->f, "#%% session %s %s\n", name, settings);
}

void
fragout_depends(struct fragout *out, const char *path)
{
	fprintf(out->f, "#%% depends %s\n", path);
}

void
fragout_end(struct fragout *out)
{
	/* With a gap before it, it would be no end. */
	if (!ferror(out->f))
		fprintf(out->f, "#%% end %s %lu\n", out->set, out->files);
}
