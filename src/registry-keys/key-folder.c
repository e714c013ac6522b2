/* A directory with an authorized_keys file for each name. */
#include "registry-keys/key-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/sort.h"
#include "registry-keys/login-name.h"

/* The first key of a maintainer; they are in order. */
static size_t
first_of(const struct keyring *ring, const char *mntner)
{
	return sort_lower(ring->v, ring->n, sizeof *ring->v, &mntner,
	    sort_by_text);
}

static bool
fill(int folder, const struct keyring *ring, const struct login_names *names,
    const struct key_settings *settings)
{
	struct buf text = { 0 };
	bool ok = true;

	for (size_t i = 0; i < names->n && ok; i++) {
		const char *mntner = names->v[i].mntner;
		struct slice part;

		text.len = 0;
		for (size_t k = first_of(ring, mntner);
		     k < ring->n && strcmp(ring->v[k].mntner, mntner) == 0; k++)
			key_line_print(&text, settings, &mntner, 1,
			    ring->v[k].key);
		part = (struct slice){ text.data, text.len };
		ok = file_create(folder, names->v[i].name, 0644, (gid_t)-1,
		    &part, 1);
	}
	buf_free(&text);
	return ok;
}

/* PART takes the place of NAME, and what was there goes. */
static bool
swap(int parent, const char *part, const char *name)
{
	if (folder_exchange(parent, part, name))
		return folder_remove(parent, part);
	return errno == ENOENT && renameat(parent, part, parent, name) == 0;
}

static bool
replace(int parent, const char *name, const struct keyring *ring,
    const struct login_names *names, const struct key_settings *settings)
{
	struct buf part = { 0 };
	struct stat st;
	int folder = -1;
	bool ok;

	buf_printf(&part, ".%s.new", name);
	/* One that a killed run left. */
	ok = fstatat(parent, buf_cstr(&part), &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    folder_remove(parent, buf_cstr(&part));
	ok = ok && mkdirat(parent, buf_cstr(&part), 0755) == 0;
	if (ok)
		folder = openat(parent, buf_cstr(&part),
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	ok = ok && folder != -1 && fchmod(folder, 0755) == 0 &&
	    fill(folder, ring, names, settings) &&
	    swap(parent, buf_cstr(&part), name);
	if (folder != -1)
		close(folder);
	buf_free(&part);
	return ok;
}

bool
key_folder_replace(const char *path, const struct keyring *ring,
    const struct key_settings *settings, struct diag *diag)
{
	struct place place = { path, 0 };
	struct login_names names = { 0 };
	struct why why = { "" };
	char *name = NULL;
	int parent = -1;
	bool ok = login_names_make(&names, ring, settings->passwd, diag);

	if (ok) {
		parent = folder_of(path, &name, &why);
		ok = parent != -1 &&
		    replace(parent, name, ring, &names, settings);
		if (!ok)
			diag_say(diag, DIAG_ERROR, &place, NULL, "%s",
			    parent == -1 ? why.text : strerror(errno));
	}
	if (parent != -1)
		close(parent);
	free(name);
	login_names_free(&names);
	return ok;
}
