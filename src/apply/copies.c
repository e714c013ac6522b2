/* A generation's copies of the files that it depends on. */
#include "apply/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/depends.h"
#include "apply/generation-tree.h"
#include "base/mem.h"
#include "base/sort.h"
#include "stream/copy-name.h"

/* Takes CONTENT over and makes it the text of F. */
static void
set_text(struct copies *c, struct frag_file *f, struct secret *content)
{
	c->text = mem_grow(c->text, c->n, &c->cap, sizeof *c->text);
	c->text[c->n++] = *content;
	f->body = (struct slice){ content->data, content->n };
}

static bool
refuse(const struct job *job, const struct frag_file *f, const char *text)
{
	diag_say(job->diag, DIAG_ERROR, NULL, NULL, "%.*s: %s", (int)f->path.n,
	    f->path.p, text);
	return false;
}

/* The first file of SET that depends on the source of F, or F's own path. */
static struct slice
dependent(const struct frag_set *set, const struct frag_file *f)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t j = 0; j < set->file[i].ndepends; j++)
			if (sort_by_slice(&set->file[i].depends[j], &f->copy) ==
			    0)
				return set->file[i].path;
	return f->path;
}

static bool
read_source(struct copies *c, const struct frag_set *set, struct frag_file *f,
    const struct job *job)
{
	char *path = mem_strndup(f->copy.p, f->copy.n);
	struct secret content;
	enum secret_rule rule;
	struct why why;
	bool ok = depends_rule(job, set->name, path, &rule, &why) &&
	    secret_read(&content, path, rule, &why);

	free(path);
	if (ok) {
		set_text(c, f, &content);
	} else {
		struct slice by = dependent(set, f);

		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "%s (expected "
		    "what %.*s depends on)",
		    why.text, (int)by.n, by.p);
	}
	return ok;
}

/* Is a copy in a stream from another program valid? */
static bool
copy_ok(const struct frag_set *set, const struct frag_file *f,
    const struct job *job)
{
	if (f->body.n > 0)
		return refuse(job, f,
		    "a copy with a text of its own "
		    "(expected none)");
	if (f->mode == 0600 || (f->mode == 0640 && slice_is(set->name, "bird")))
		return true;
	return refuse(job, f,
	    "a copy that others may read (expected mode "
	    "0600, or 0640 of what BIRD reads)");
}

static char *
keep(struct copies *c, char *name)
{
	c->name = mem_grow(c->name, c->nname, &c->name_cap, sizeof *c->name);
	c->name[c->nname++] = name;
	return name;
}

static void
add_file(struct copies *c, struct frag_set *set, struct slice source)
{
	char name[COPY_NAME];
	struct buf path = { 0 }, head = { 0 };
	struct frag_file f = { .mode = 0600, .copy = source };

	buf_printf(&path, "%.*s/%s", (int)set->name.n, set->name.p,
	    copy_name(name, source));
	f.path = (struct slice){ path.data, path.len };
	buf_str(&head, "#% copy ");
	buf_add(&head, source.p, source.n);
	buf_char(&head, '\n');
	f.head = (struct slice){ head.data, head.len };
	keep(c, path.data);
	keep(c, head.data);
	set->file = mem_grow(set->file, set->n, &set->cap, sizeof *set->file);
	set->file[set->n++] = f;
}

/* Lists the files that the set depends on, sorted and unique. */
static struct slice *
sources(const struct frag_set *set, size_t *n)
{
	struct slice *all = NULL;
	size_t given = 0, cap = 0;

	for (size_t i = 0; i < set->n; i++)
		for (size_t j = 0; j < set->file[i].ndepends; j++) {
			all = mem_grow(all, given, &cap, sizeof *all);
			all[given++] = set->file[i].depends[j];
		}
	*n = sort_once(all, given, sizeof *all, sort_by_slice);
	return all;
}

/*
 * Adds copies of the tunnels' keys, which apply passes to wg(8).  A tunnel's
 * file itself names the operator's key files, because wg-quick(8) may read it.
 */
static bool
add_keys(struct copies *c, struct fragments *stream, const struct job *job)
{
	struct frag_set *set = NULL;
	struct frag_file *f;
	struct slice *source;
	size_t n, had;
	bool ok = true;

	for (size_t i = 0; i < stream->n; i++)
		if (slice_is(stream->set[i].name, "wireguard"))
			set = &stream->set[i];
	if (set == NULL)
		return true;
	source = sources(set, &n);
	had = set->n;
	for (size_t i = 0; i < n; i++) {
		struct frag_set sorted = { set->name, set->file, had, had };

		if (fragments_copy(&sorted, source[i]) != NULL)
			continue;
		add_file(c, set, source[i]);
		f = &set->file[set->n - 1];
		ok &= read_source(c, set, f, job);
	}
	fragments_sort(set);
	free(source);
	return ok;
}

bool
copies_read(struct copies *c, struct fragments *stream, const struct job *job)
{
	bool ok = true;

	for (size_t i = 0; i < stream->n; i++)
		for (size_t j = 0; j < stream->set[i].n; j++) {
			struct frag_set *set = &stream->set[i];
			struct frag_file *f = &set->file[j];

			if (f->copy.n > 0)
				ok &= copy_ok(set, f, job) &&
				    read_source(c, set, f, job);
		}
	return add_keys(c, stream, job) && ok;
}

static bool
read_installed(struct copies *c, struct frag_file *f, struct store *s,
    const char *id)
{
	struct buf text = { 0 };
	struct secret content;

	if (!tree_read(s, id, f->path, &text)) {
		buf_free(&text);
		return false;
	}
	buf_cstr(&text);
	content = (struct secret){ text.data, text.len, text.cap };
	set_text(c, f, &content);
	return true;
}

bool
copies_read_back(struct copies *c, struct fragments *stream,
    const struct job *job, struct store *s, const char *id)
{
	for (size_t i = 0; i < stream->n; i++)
		for (size_t j = 0; j < stream->set[i].n; j++) {
			struct frag_file *f = &stream->set[i].file[j];

			if (f->copy.n > 0 && !read_installed(c, f, s, id))
				return refuse(job, f, "cannot be read");
		}
	return add_keys(c, stream, job);
}

void
copies_free(struct copies *c)
{
	for (size_t i = 0; i < c->n; i++)
		secret_free(&c->text[i]);
	for (size_t i = 0; i < c->nname; i++)
		free(c->name[i]);
	free(c->text);
	free(c->name);
	*c = (struct copies){ 0 };
}
