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
#include "base/wgkey.h"

static int
open_dir(const char *dir)
{
	return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool
read_from(int dir, const char *name, char text[static PSK_FILE_TEXT],
    struct why *why)
{
	struct wgkey key;
	struct stat st;
	ssize_t n = -1;
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC |
	    O_NONBLOCK);
	bool ok = false;

	if (fd == -1 || fstat(fd, &st) != 0) {
		why_set(why, "%s", strerror(errno));
	} else if (!S_ISREG(st.st_mode) || st.st_nlink != 1 ||
	    (st.st_mode & 07777) != 0600 || st.st_uid != geteuid()) {
		why_set(why, "not a private file (expected a regular one, "
		    "with one name, mode 0600, and its own)");
	} else {
		n = read(fd, text, PSK_FILE_TEXT);
		ok = n == PSK_FILE_TEXT - 1 && text[n - 1] == '\n' &&
		    wgkey_parse(text, (size_t)n - 1, &key, why);
		text[PSK_FILE_TEXT - 1] = '\0';
		if (!ok)
			why_set(why, "not a key (expected 44 characters of "
			    "base64 and a newline)");
		sodium_memzero(&key, sizeof key);
	}
	if (fd != -1)
		close(fd);
	return ok;
}

bool
psk_file_read(const char *dir, const char *name,
    char text[static PSK_FILE_TEXT], struct why *why)
{
	int d = open_dir(dir);
	bool ok;

	if (d == -1) {
		why_set(why, "%s: %s", dir, strerror(errno));
		return false;
	}
	ok = read_from(d, name, text, why);
	close(d);
	return ok;
}

void
psk_file_make(struct db *db, const char *dir, const char *name)
{
	char text[PSK_FILE_TEXT];
	const struct slice part = { text, PSK_FILE_TEXT - 1 };
	struct wgkey key;
	struct why why;
	int d = open_dir(dir);

	if (d == -1) {
		db_fail(db, "%s: %s", dir, strerror(errno));
		return;
	}
	if (!read_from(d, name, text, &why)) {
		randombytes_buf(key.bytes, sizeof key.bytes);
		wgkey_print(text, &key);
		text[PSK_FILE_TEXT - 2] = '\n';
		text[PSK_FILE_TEXT - 1] = '\0';
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
	struct db_query *q = db_query(db, "SELECT 1 FROM request WHERE "
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

		if (left || (name_check(name, strlen(name), &why) &&
		    !wanted(db, name)))
			unlinkat(dirfd(d), name, 0);
	}
	if (d != NULL)
		closedir(d);
}
