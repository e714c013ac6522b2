/* The file with a store's serial, which shows that the store has changed. */
#include "store/serial-file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/request-log.h"

static int
open_folder(const char *store)
{
	const char *slash = strrchr(store, '/');
	char *folder = slash == NULL ?
	    mem_strdup(".") :
	    mem_strndup(store, (size_t)(slash - store) + 1);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(folder);
	return fd;
}

static bool
replace(int folder, int64_t serial)
{
	char text[32];
	int n = snprintf(text, sizeof text, "%" PRId64 "\n", serial);
	const struct slice part = { text, (size_t)n };

	return file_replace(folder, "serial", 0644, &part, 1);
}

bool
serial_file_write(struct db *db, const char *store, struct why *why)
{
	int folder = open_folder(store);
	int64_t serial = -1, next = request_serial(db);
	bool ok = folder != -1;

	/* Repeat if another process has made a change meanwhile. */
	while (ok && db_ok(db) && serial != next) {
		serial = next;
		ok = replace(folder, serial);
		next = request_serial(db);
	}
	if (!ok)
		why_set(why, "%s", strerror(errno));
	else if (!db_ok(db))
		why_set(why, "%s", db_error(db));
	ok = ok && db_ok(db);
	if (folder != -1)
		close(folder);
	return ok;
}
