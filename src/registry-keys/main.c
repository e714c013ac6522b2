/* registry-keys: who may sign in, and as whom. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-keys/key-folder.h"
#include "registry-keys/options.h"

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
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct keyring ring = { 0 };
	struct wall_paths paths = { 0 };

	if (status != COMMAND_GO)
		return status;
	status = 2;
	diag.others = true;
	ring.registry = o.registry;
	out_open(stdout);
	if (!hash_start(&diag))
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
