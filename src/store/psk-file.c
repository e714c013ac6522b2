/* The file of a preshared key. */
#include "store/psk-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/file.h"
#include "base/name.h"
#include "base/psk.h"
#include "base/wgkey.h"

static int
open_dir(const char *dir)
{
	return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void
psk_file_make(struct db *db, const char *dir, const char *name)
{
	char text[PSK_TEXT];
	const struct slice part = { text, PSK_TEXT - 1 };
	struct wgkey key;
	int d = open_dir(dir);

	if (d == -1) {
		db_fail(db, "%s: %s", dir, strerror(errno));
		return;
	}
	if (!psk_is_there(dir, name)) {
		randombytes_buf(key.bytes, sizeof key.bytes);
		wgkey_print(text, &key);
		text[PSK_TEXT - 2] = '\n';
		text[PSK_TEXT - 1] = '\0';
		if (!file_replace(d, name, 0600, &part, 1))
			db_fail(db, "%s/%s: %s", dir, name, strerror(errno));
		sodium_memzero(&key, sizeof key);
	}
	sodium_memzero(text, sizeof text);
	close(d);
}

static bool
wanted(struct db *db, const char *name)
{
	struct db_query *q = db_query(db,
	    "SELECT 1 FROM request WHERE "
	    "name = ? AND psk = 'yes' AND state IN ('pending', 'active')");

	db_bind_text(q, name);
	return db_one(q, 0) != 0 || !db_ok(db);
}

void
psk_file_sweep(struct db *db, const char *dir)
{
	const struct dirent *entry;
	DIR *d = opendir(dir);
	struct why why;

	/* If the directory is missing, there are no psk files. */
	while (d != NULL && (entry = readdir(d)) != NULL) {
		const char *name = entry->d_name;
		bool left = strncmp(name, FILE_TEMPORARY,
				strlen(FILE_TEMPORARY)) == 0;

		if (left ||
		    (name_check(name, strlen(name), &why) && !wanted(db, name)))
			unlinkat(dirfd(d), name, 0);
	}
	if (d != NULL)
		closedir(d);
}
