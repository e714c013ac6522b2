/* A list of dumps: files, and what is in directories. */
#include "mrt-origins/dump-list.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "rpsl/directory-listing.h"

/* Directories in directories. */
#define DEPTH_MOST 32

static void
add_file(struct dump_list *list, const char *path)
{
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = mem_strdup(path);
}

static bool add_folder(struct dump_list *list, const char *path, unsigned depth,
    struct diag *diag);

/* A link is a file here: opening it tells whether it leads to one. */
static bool
add_entry(struct dump_list *list, const char *folder, const struct entry *e,
    unsigned depth, struct diag *diag)
{
	const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
	struct buf path = { 0 };
	bool ok = true;

	buf_str(&path, folder);
	buf_str(&path, slash);
	buf_add(&path, e->name, e->len);
	if (e->kind == ENTRY_FOLDER)
		ok = add_folder(list, buf_cstr(&path), depth + 1, diag);
	else
		add_file(list, buf_cstr(&path));
	buf_free(&path);
	return ok;
}

static bool
add_folder(struct dump_list *list, const char *path, unsigned depth,
    struct diag *diag)
{
	struct place place = { path, 0 };
	struct listing l = { .fd = -1 };
	struct buf itself = { 0 };
	bool ok;

	if (depth > DEPTH_MOST) {
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "over %d directories "
		    "deep",
		    DEPTH_MOST);
		return false;
	}
	/* One that the command line names may be a link. */
	buf_printf(&itself, "%s%s", path, depth == 0 ? "/." : "");
	ok = listing_read(&l, AT_FDCWD, buf_cstr(&itself), path, diag);
	for (size_t i = 0; ok && i < l.n; i++)
		ok = add_entry(list, path, &l.v[i], depth, diag);
	listing_close(&l);
	buf_free(&itself);
	return ok;
}

bool
dump_list_add(struct dump_list *list, const char *path, struct diag *diag)
{
	struct stat st;

	if (strcmp(path, DUMP_STDIN) != 0 && path[0] != '\0' &&
	    stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return add_folder(list, path, 0, diag);
	add_file(list, path);
	return true;
}

void
dump_list_free(struct dump_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->v[i]);
	free(list->v);
	*list = (struct dump_list){ 0 };
}

const char *
dump_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}
