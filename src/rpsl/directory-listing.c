/* A listing: the entries of a directory. */
#include "rpsl/directory-listing.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sort.h"

#define ROOM_MAX ((off_t)1024 * 1024)

static enum entry_kind
kind_of(unsigned char type)
{
	return type == DT_REG ? ENTRY_FILE :
	    type == DT_DIR    ? ENTRY_FOLDER :
				ENTRY_OTHER;
}

/* Some file systems do not return the type with the name (DT_UNKNOWN). */
static bool
entry_kind(int fd, const struct dirent *d, enum entry_kind *kind)
{
	struct stat st;

	*kind = kind_of(d->d_type);
	if (d->d_type != DT_UNKNOWN)
		return true;
	if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	*kind = kind_of((unsigned char)IFTODT(st.st_mode));
	return true;
}

/* An entry in TEXT is one byte for its kind, its name, and a NUL. */
static bool
read_entries(struct listing *l)
{
	const struct dirent *d;
	enum entry_kind kind;
	struct stat st;

	/* st_size is roughly the length of all names. */
	if (fstat(l->fd, &st) == 0 && st.st_size < ROOM_MAX)
		buf_room(&l->text, (size_t)st.st_size);
	while (errno = 0, (d = readdir(l->dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		if (!entry_kind(l->fd, d, &kind))
			return false;
		buf_char(&l->text, (char)kind);
		buf_add(&l->text, d->d_name, strlen(d->d_name) + 1);
		l->n++;
	}
	return errno == 0;
}

/*
 * Copies the name's first bytes to integers that compare like the bytes.  Few
 * names need more than these.
 */
static void
set_head(struct entry *e)
{
	char bytes[sizeof e->head] = { 0 };

	memcpy(bytes, e->name, e->len < sizeof bytes ? e->len : sizeof bytes);
	memcpy(e->head, bytes, sizeof bytes);
	e->head[0] = be64toh(e->head[0]);
	e->head[1] = be64toh(e->head[1]);
}

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->head[0] != y->head[0])
		return x->head[0] < y->head[0] ? -1 : 1;
	if (x->head[1] != y->head[1])
		return x->head[1] < y->head[1] ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
sort(struct listing *l)
{
	const char *p = l->text.data;

	l->v = mem_alloc(l->n * sizeof *l->v);
	for (size_t i = 0; i < l->n; i++) {
		l->v[i].kind = (enum entry_kind) * p++;
		l->v[i].name = p;
		l->v[i].len = (uint32_t)strlen(p);
		set_head(&l->v[i]);
		p += l->v[i].len + 1;
	}
	sort_all(l->v, l->n, sizeof *l->v, by_name);
}

bool
listing_read(struct listing *l, int at, const char *name, const char *path,
    struct diag *diag)
{
	struct place place = { path, 0 };

	*l = (struct listing){ .fd = -1 };
	l->fd = openat(at, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	l->dir = l->fd >= 0 ? fdopendir(l->fd) : NULL;
	if (l->dir == NULL) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "open: %s",
		    strerror(errno));
		return false;
	}
	if (!read_entries(l)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "read: %s",
		    strerror(errno));
		return false;
	}
	sort(l);
	return true;
}

void
listing_close(struct listing *l)
{
	if (l->dir != NULL)
		closedir(l->dir);
	else if (l->fd >= 0)
		close(l->fd);
	free(l->v);
	buf_free(&l->text);
}
