/* Directories beside the store. */
#include "peer-shell/store-place.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/addr.h"

void
store_place(const struct shell *s, const char *name, struct buf *path)
{
	const char *store = s->site->self_service.store;
	const char *slash = strrchr(store, '/');

	buf_add(path, store, slash == NULL ? 0 : (size_t)(slash - store) + 1);
	buf_str(path, name);
	/* Whether it is there shows when a file in it is opened. */
	(void)mkdir(buf_cstr(path), 0700);
}

/* One of the 256 files. */
static unsigned
file_of(const char *from)
{
	unsigned char hash[16] = { 0 };
	struct why why;
	struct addr a;

	if (from == NULL || !addr_parse(from, strlen(from), &a, &why))
		return 0;
	crypto_generichash(hash, sizeof hash, a.bytes, a.family == 6 ? 8 : 4,
	    NULL, 0);
	return hash[0];
}

int
store_place_turn(const struct shell *s)
{
	struct buf path = { 0 };
	int fd;

	store_place(s, "turns", &path);
	buf_printf(&path, "/%02x", file_of(s->by.from));
	fd = open(buf_cstr(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	buf_free(&path);
	if (fd != -1 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}
