/* The files that a stream may depend on. */
#include "apply/depends.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"

static const char *const secret_folders[] = {
	"/etc/wireguard",
	"/etc/birdfeed",
};

/* Is PATH below FOLDER?  ".." cannot occur: path_check() rejects it. */
static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/';
}

/* Is PATH in the directory of the site file?  "/" and "/etc" do not count: too
 * many files are below them. */
static bool
is_in_site_folder(const struct job *job, const char *path)
{
	char *name = mem_strdup(job->site->file), real[PATH_MAX];
	char *slash = strrchr(name, '/');
	const char *folder;

	if (slash != NULL)
		*slash = '\0';
	folder = realpath(slash == NULL ? "." : name, real);
	free(name);
	return folder != NULL && strcmp(folder, "/") != 0 &&
	    strcmp(folder, "/etc") != 0 && is_below(path, folder);
}

static bool
is_peers_secret(const struct job *job, const char *path)
{
	for (size_t i = 0; i < sizeof secret_folders / sizeof *secret_folders;
	     i++)
		if (is_below(path, secret_folders[i]))
			return true;
	return is_in_site_folder(job, path);
}

static bool
is_include(const struct job *job, const char *path)
{
	const struct text_list *lists[] = { &job->router->include,
		&job->router->hooks };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (size_t j = 0; j < lists[i]->n; j++)
			if (strcmp(lists[i]->v[j], path) == 0)
				return true;
	return false;
}

static bool
is_session_password(const struct job *job, const char *path)
{
	for (size_t i = 0; i < job->site->sessions.n; i++) {
		const char *file = job->site->sessions.v[i].password_file;

		if (file != NULL && strcmp(file, path) == 0)
			return true;
	}
	return false;
}

static bool
is_private_key(const struct job *job, const char *path)
{
	const char *file = job->router->wireguard.private_key_file;

	return file != NULL && strcmp(file, path) == 0;
}

/* Is PATH a file in psk-dir itself, which another user writes? */
static bool
is_of_request(const struct job *job, const char *path)
{
	const char *dir = job->site->self_service.psk_dir;
	const size_t n = strlen(dir) + 1;
	struct why why;

	return is_below(path, dir) &&
	    name_check(path + n, strlen(path + n), &why);
}

bool
depends_rule(const struct job *job, struct slice set, const char *path,
    enum secret_rule *rule, struct why *why)
{
	bool is_bird = slice_is(set, "bird");
	bool named = is_bird ?
	    is_include(job, path) || is_session_password(job, path) :
	    is_private_key(job, path);

	if (!is_bird && is_of_request(job, path)) {
		*rule = SECRET_OF_REQUEST;
		return true;
	}
	*rule = !is_bird	  ? SECRET_OWNER_READS :
	    is_include(job, path) ? SECRET_ALL_READ :
				    SECRET_OTHERS_DO_NOT_READ;
	if (named || is_peers_secret(job, path))
		return true;
	why_set(why,
	    "%s: not a file that the site file names, and not in "
	    "/etc/wireguard, /etc/birdfeed or the site file's directory",
	    path);
	return false;
}
