/* Fragments: sets of files, with what their framing says. */
#include "stream/fragments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "stream/copy-name.h"

#define PATH_MOST 200

bool
fragment_path_ok(struct slice path, struct slice set)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				      "._-/";

	if (path.n > PATH_MOST || path.n <= set.n + 1 ||
	    memcmp(path.p, set.p, set.n) != 0 || path.p[set.n] != '/' ||
	    path.p[path.n - 1] == '/')
		return false;
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];

		if (c == '\0' || strchr(allowed, c) == NULL)
			return false;
		/* No part may be empty or start with a dot. */
		if (c == '/' && (path.p[i + 1] == '/' || path.p[i + 1] == '.'))
			return false;
	}
	return true;
}

static int
by_path(const void *a, const void *b)
{
	const struct frag_file *x = a, *y = b;

	return slice_cmp(x->path, y->path);
}

void
fragments_sort(struct frag_set *set)
{
	sort_all(set->file, set->n, sizeof *set->file, by_path);
}

static int
path_cmp(const void *file, const void *path)
{
	return slice_cmp(((const struct frag_file *)file)->path,
	    *(const struct slice *)path);
}

const struct frag_file *
frag_set_file(const struct frag_set *set, struct slice path)
{
	return sort_find(set->file, set->n, sizeof *set->file, &path, path_cmp);
}

const struct frag_set *
fragments_set(const struct fragments *fr, const char *name)
{
	for (size_t i = 0; i < fr->n; i++)
		if (slice_is(fr->set[i].name, name))
			return &fr->set[i];
	return NULL;
}

const struct frag_file *
fragments_copy(const struct frag_set *set, struct slice source)
{
	char path[32 + COPY_NAME], name[COPY_NAME];
	const struct frag_file *file;

	if (set == NULL)
		return NULL;
	snprintf(path, sizeof path, "%.*s/%s", (int)set->name.n, set->name.p,
	    copy_name(name, source));
	file = frag_set_file(set, (struct slice){ path, strlen(path) });
	return file != NULL && file->copy.n > 0 ? file : NULL;
}

const struct frag_file *
fragments_file(const struct fragments *fr, const char *path)
{
	const struct slice wanted = { path, strlen(path) };
	const struct frag_file *found = NULL;

	for (size_t i = 0; i < fr->n && found == NULL; i++)
		found = frag_set_file(&fr->set[i], wanted);
	return found;
}

unsigned long
fragments_count(const struct frag_set *set, const char *what)
{
	unsigned long n = 0;

	for (size_t i = 0; set != NULL && i < set->n; i++)
		for (size_t j = 0; j < set->file[i].ncount; j++)
			if (slice_is(set->file[i].count[j].what, what))
				n += set->file[i].count[j].n;
	return n;
}

void
fragments_free(struct fragments *fr)
{
	for (size_t i = 0; i < fr->n; i++) {
		for (size_t j = 0; j < fr->set[i].n; j++) {
			free(fr->set[i].file[j].count);
			free(fr->set[i].file[j].member);
			free(fr->set[i].file[j].leave);
			free(fr->set[i].file[j].session);
			free(fr->set[i].file[j].depends);
		}
		free(fr->set[i].file);
	}
	free(fr->set);
	buf_free(&fr->text);
	*fr = (struct fragments){ 0 };
}
