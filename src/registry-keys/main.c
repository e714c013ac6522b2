/* registry-keys: who may sign in, and as whom. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/command.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/hash.h"
#include "base/name.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-keys/key-folder.h"
#include "registry-keys/key-format.h"

struct options {
	struct common common;
	unsigned format;    /* of key_formats */
	const char *output; /* NULL: standard output */
	bool per_name;
	const char *registry;
	struct key_settings settings;
};

static const struct option_row rows[] = {
	{ 'f', "format", "FORMAT",
	    "authorized_keys (the default), "
	    "allowed_signers, passwd or group",
	    OPTION_WORD, offsetof(struct options, format),
	    .words = key_format_names },
	{ 'o', "output", "FILE", "replace this file in one step", OPTION_TEXT,
	    offsetof(struct options, output) },
	{ 0, "per-name", NULL,
	    "with -o: a directory with an authorized_keys "
	    "file for each name",
	    OPTION_FLAG, offsetof(struct options, per_name) },
	{ 0, "registry", "DIRECTORY",
	    "the tree that the records are of, to "
	    "name its lines",
	    OPTION_TEXT, offsetof(struct options, registry) },
	{ 0, "shell", "FILE", "what a key may run (peer-shell)", OPTION_TEXT,
	    offsetof(struct options, settings.shell) },
	{ 0, "user", "NAME", "the account that all use (birdfeed-peer)",
	    OPTION_TEXT, offsetof(struct options, settings.user) },
	{ 0, "passwd", "FILE",
	    "where accounts are, whose names are taken "
	    "(/etc/passwd)",
	    OPTION_TEXT, offsetof(struct options, settings.passwd) },
};
static const struct command command = {
	.tool = "registry-keys",
	.does = "Writes who may sign in, by the keys of the registry's "
		"maintainers.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "registry-parse -t mntner registry | "
		   "registry-keys -o /run/birdfeed-peer/authorized_keys",
	.page = "registry-keys(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

static bool
replace_file(const char *path, const struct buf *text, struct diag *diag)
{
	struct place place = { path, 0 };
	const struct slice part = { text->data, text->len };
	struct why why;
	char *name = NULL;
	int folder = folder_of(path, &name, &why);
	bool ok = folder != -1 && file_replace(folder, name, 0644, &part, 1);

	if (!ok)
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s",
		    folder == -1 ? why.text : strerror(errno));
	if (folder != -1)
		close(folder);
	free(name);
	return ok;
}

/* All that was read is known to be complete. */
static bool
write_keys(const struct options *o, struct keyring *ring, struct diag *diag)
{
	struct buf text = { 0 };
	bool ok;

	if (o->per_name)
		return key_folder_replace(o->output, ring, &o->settings, diag);
	ok = key_formats[o->format].print(&text, ring, &o->settings, diag);
	if (ok && o->output != NULL) {
		ok = replace_file(o->output, &text, diag);
	} else if (ok) {
		fwrite(text.data, 1, text.len, stdout);
		ok = out_finish(stdout, diag);
	}
	buf_free(&text);
	return ok;
}

int
main(int argc, char **argv)
{
	struct options o = { .settings = { PEER_SHELL, "birdfeed-peer",
				 "/etc/passwd" } };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct keyring ring = { 0 };
	struct wall_paths paths = { 0 };
	struct why why;

	if (status != COMMAND_GO)
		return status;
	if (o.per_name && (o.output == NULL || o.format != 0))
		return command_wrong(&command, "--per-name",
		    "needs -o, and "
		    "no other format");
	if (!path_check(o.settings.shell, strlen(o.settings.shell), &why))
		return command_wrong(&command, "--shell", why.text);
	if (!user_check(o.settings.user, strlen(o.settings.user), &why))
		return command_wrong(&command, "--user", why.text);
	status = 2;
	diag.others = true;
	ring.registry = o.registry;
	out_open(stdout);
	if (!hash_init())
		return status;
	wall_path_add(&paths, o.settings.passwd, WALL_PATH_READ);
	wall_path_add(&paths, o.output, WALL_PATH_REPLACE);
	wall_in("registry-keys", &paths, &diag);
	if (keyring_read(&ring, STDIN_FILENO, &diag)) {
		keyring_sort(&ring);
		if (write_keys(&o, &ring, &diag)) {
			diag_summary(&diag, "%zu keys, %lu left out", ring.n,
			    ring.refused);
			status = 0;
		}
	}
	keyring_free(&ring);
	return status;
}
