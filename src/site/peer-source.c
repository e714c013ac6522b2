/* Collects peers from YAML files and request records. */
#include "site/peer-source.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"

static bool
unreadable(struct peer_source *src, const char *path)
{
	struct place place = { path, 0 };

	diag_say(src->diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
	return false;
}

/* Keeps a copy of FILE for as long as SRC lives. */
static const char *
keep_name(struct peer_source *src, const char *file)
{
	src->files.v = mem_resize(src->files.v, src->files.n + 1,
	    sizeof *src->files.v);
	src->files.v[src->files.n] = mem_strdup(file);
	return src->files.v[src->files.n++];
}

static void
drop_last(struct peer_source *src)
{
	peer_free(&src->peers.v[--src->peers.n]);
	src->refused++;
}

static void
add_yaml(struct peer_source *src, const struct ynode *node, const char *file)
{
	struct peer *p = peers_add(&src->peers);
	char name[16];

	if (!peer_from_yaml(p, node, file, src->diag)) {
		drop_last(src);
		return;
	}
	if (!peer_given(p, PEER_NAME)) {
		snprintf(name, sizeof name, "as%" PRIu32, p->asn);
		p->name = mem_strdup(name);
		peer_mark(p, PEER_NAME);
	}
}

static bool
read_file(struct peer_source *src, const char *path)
{
	const char *file = keep_name(src, path);
	unsigned long errors = src->diag->count[DIAG_ERROR];
	struct ynode *root = ynode_read(file, DIAG_REFUSED, src->diag);

	if (root == NULL) {
		src->refused++;
		return src->diag->count[DIAG_ERROR] == errors;
	}
	if (root->kind == YNODE_LIST)
		for (size_t i = 0; i < root->n; i++)
			add_yaml(src, &root->item[i], file);
	else
		add_yaml(src, root, file);
	ynode_free(root);
	return true;
}

static int
is_peers_file(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' && dot != NULL &&
	    (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
read_directory(struct peer_source *src, const char *path)
{
	struct dirent **names;
	int n = scandir(path, &names, is_peers_file, by_bytes);
	bool ok = n >= 0;

	if (!ok)
		return unreadable(src, path);
	if (n == 0)
		src->empty = path;
	for (int i = 0; i < n; i++) {
		struct buf file = { 0 };

		buf_printf(&file, "%s/%s", path, names[i]->d_name);
		ok = ok && read_file(src, buf_cstr(&file));
		buf_free(&file);
		free(names[i]);
	}
	free(names);
	return ok;
}

bool
peer_source_yaml(struct peer_source *src, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return unreadable(src, path);
	return S_ISDIR(st.st_mode) ? read_directory(src, path) :
				     read_file(src, path);
}

void
peer_source_request(struct peer_source *src, const struct record *r,
    const struct place *place, bool trusted)
{
	struct peer *p = peers_add(&src->peers);

	src->diag->others = !trusted;
	if (!peer_from_record(p, r, place, trusted ? 0 : PEER_IN_REQUEST,
		DIAG_REFUSED, src->diag))
		drop_last(src);
	src->diag->others = false;
}

void
peer_source_free(struct peer_source *src)
{
	peers_free(&src->peers);
	for (size_t i = 0; i < src->files.n; i++)
		free(src->files.v[i]);
	free(src->files.v);
}
