/* A tree: a registry's data directory, its folders and their files. */
#include "rpsl/registry-tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/sort.h"
#include "rpsl/directory-listing.h"
#include "rpsl/registry-file.h"
#include "rpsl/thread-pool.h"
#include "stream/record.h"

/*
 * How many files a thread takes at once: enough to make the lock cheap, few
 * enough for the threads to finish together.
 */
#define CHUNK_FILES 64

/* A selected class folder. */
struct folder {
	char *path; /* "DIR/data/route/", for messages */
	size_t path_len;
	const char *name; /* "route"; the tree owns it */
	struct object_use use;
	struct listing files;
};

/* A chunk of work: some files of one folder. */
struct span {
	size_t folder;
	size_t first;
	size_t n;
};

struct tree {
	struct registry *reg;
	char *path; /* "DIR/data/" */
	struct listing data;
	struct folder *folder;
	size_t nfolders;
	size_t folder_cap;
	struct span *span;
	size_t nspans;
	size_t span_cap;
};

static char *
joined(const char *a, const char *b, const char *c)
{
	struct buf text = { 0 };

	buf_str(&text, a);
	buf_str(&text, b);
	buf_str(&text, c);
	buf_char(&text, '\0');
	return text.data;
}

static bool
stop(struct tree *t, const char *path, const char *what)
{
	struct place place = { path, 0 };

	diag_say(t->reg->diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

/*
 * Does the directory look like a registry?  A directory named data/ may have
 * folders of any class; another directory must have a known class.
 */
static bool
is_registry(const struct tree *t, bool named_data)
{
	for (size_t i = 0; i < t->data.n; i++) {
		const struct entry *e = &t->data.v[i];

		if (rule_file_named(e->name, e->len) != NULL)
			return true;
		if (e->kind == ENTRY_FOLDER &&
		    (class_folder_known(e->name) ||
			(named_data && record_name_ok(e->name, e->len))))
			return true;
	}
	return false;
}

static bool
open_data(struct tree *t, int fd, const char *path)
{
	const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
	struct stat st;
	bool named_data;

	named_data = fstatat(fd, "data", &st, AT_SYMLINK_NOFOLLOW) == 0;
	if (!named_data && errno != ENOENT)
		return stop(t, path, strerror(errno));
	t->path = joined(path, slash, named_data ? "data/" : "");
	if (!listing_read(&t->data, fd, named_data ? "data" : ".", t->path,
		t->reg->diag))
		return false;
	if (is_registry(t, named_data))
		return true;
	return stop(t, path,
	    named_data ?
		"no registry in data/ (expected filter.txt or class folders)" :
		"no data/ in it (expected a registry: data/, or filter.txt or "
		"class folders)");
}

static bool
read_filter(struct tree *t, const struct entry *e,
    const struct rule_file *which)
{
	char *path = joined(t->path, e->name, "");
	char *text = mem_alloc(OBJECT_MAX + 1);
	struct files files = { .n = 0 };
	ssize_t n = 0;
	bool ok = false;

	if (e->kind != ENTRY_FILE)
		stop(t, path, "not a regular file");
	else if ((n = file_read(&files, t->data.fd, e->name, text,
		      OBJECT_MAX + 1)) < 0)
		stop(t, path, strerror(errno));
	else if ((size_t)n > OBJECT_MAX)
		stop(t, path, "over 4 MiB");
	else
		ok = rules_parse(&t->reg->rules, text, (size_t)n, path,
		    which->family, t->reg->diag);
	files_close(&files);
	free(text);
	free(path);
	return ok;
}

static void
add_spans(struct tree *t, size_t folder, size_t files)
{
	for (size_t first = 0; first < files; first += CHUNK_FILES) {
		size_t left = files - first;

		t->span = mem_grow(t->span, t->nspans, &t->span_cap,
		    sizeof *t->span);
		t->span[t->nspans++] = (struct span){ folder, first,
			left < CHUNK_FILES ? left : CHUNK_FILES };
	}
}

static bool
add_folder(struct tree *t, const struct entry *e)
{
	struct folder *folder;
	struct object_use use;

	if (!registry_use(t->reg, e->name, &use))
		return true;
	t->folder = mem_grow(t->folder, t->nfolders, &t->folder_cap,
	    sizeof *t->folder);
	folder = &t->folder[t->nfolders++];
	folder->use = use;
	folder->path = joined(t->path, e->name, "/");
	folder->path_len = strlen(folder->path);
	folder->name = e->name;
	folder->files = (struct listing){ .fd = -1 };
	return true;
}

/* Reports an entry of the data directory that is not a class folder. */
static void
left_out(struct tree *t, const struct entry *e)
{
	char *path = joined(t->path, e->name, "");
	struct place place = { path, 0 };

	if (e->kind == ENTRY_FOLDER)
		diag_say(t->reg->diag, DIAG_REFUSED, &place, NULL,
		    "not a "
		    "class (expected a name of a-z 0-9 -)");
	else
		diag_say(t->reg->diag, DIAG_NOTE, &place, NULL, "ignored");
	free(path);
}

/*
 * Reads the entries of the data directory.  An entry with a class's name must
 * be a folder: a broken symlink in its place must not hide a class.
 */
static bool
read_data(struct tree *t)
{
	bool rules = registry_wants_rules(t->reg), ok = true;

	for (size_t i = 0; ok && i < t->data.n; i++) {
		const struct entry *e = &t->data.v[i];
		const struct rule_file *filter = rule_file_named(e->name,
		    e->len);

		if (filter != NULL)
			ok = !rules || read_filter(t, e, filter);
		else if (record_name_ok(e->name, e->len))
			ok = add_folder(t, e);
		else
			left_out(t, e);
	}
	return ok;
}

static bool
list_folder(void *ctx, struct pool_chunk *chunk)
{
	const struct tree *t = ctx;
	struct folder *folder = &t->folder[chunk->number];

	return listing_read(&folder->files, t->data.fd, folder->name,
	    folder->path, &chunk->batch->diag);
}

static bool
read_object(const struct folder *folder, const struct entry *e,
    struct files *files, struct object_reader *r, struct batch *batch)
{
	struct place place;
	ssize_t n;

	r->path.len = 0;
	buf_add(&r->path, folder->path, folder->path_len);
	buf_add(&r->path, e->name, e->len);
	if (e->kind != ENTRY_FILE) {
		object_refuse(r, batch, 0,
		    "not a regular file (expected an "
		    "object)");
		return true;
	}
	n = file_read(files, folder->files.fd, e->name, r->text,
	    OBJECT_MAX + 1);
	if (n < 0) {
		place = (struct place){ buf_cstr(&r->path), 0 };
		diag_say(&batch->diag, DIAG_ERROR, &place, NULL, "%s",
		    strerror(errno));
		return false;
	}
	object_parse(r, (size_t)n, &folder->use, batch);
	return true;
}

static bool
read_span(void *ctx, struct pool_chunk *chunk)
{
	const struct tree *t = ctx;
	const struct span *span = &t->span[chunk->number];
	const struct folder *folder = &t->folder[span->folder];
	struct files files = { .n = 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < span->n; i++)
		ok = read_object(folder, &folder->files.v[span->first + i],
			 &files, chunk->reader, chunk->batch) &&
		    pool_flush(chunk);
	files_close(&files);
	return ok;
}

static void
tree_free(struct tree *t)
{
	for (size_t i = 0; i < t->nfolders; i++) {
		free(t->folder[i].path);
		listing_close(&t->folder[i].files);
	}
	free(t->folder);
	free(t->span);
	free(t->path);
	listing_close(&t->data);
}

bool
tree_read(struct registry *reg, int fd, const char *path)
{
	struct tree t = { .reg = reg, .data.fd = -1 };
	bool ok = false;

	if (!open_data(&t, fd, path) || !read_data(&t))
		goto out;
	/* The order of git, which compares folders as if their names ended
	 * in a slash.  These paths do. */
	sort_all(t.folder, t.nfolders, sizeof *t.folder, sort_by_text);
	if (!pool_run(reg,
		&(struct pool_job){ .ctx = &t,
		    .n = t.nfolders,
		    .work = list_folder,
		    .opens = true }))
		goto out;
	for (size_t i = 0; i < t.nfolders; i++)
		add_spans(&t, i, t.folder[i].files.n);
	ok = pool_run(reg,
	    &(struct pool_job){ .ctx = &t, .n = t.nspans, .work = read_span });
out:
	tree_free(&t);
	return ok;
}
