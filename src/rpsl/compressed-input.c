/* A stream: the bytes of a file or a pipe, decompressed. */
#include "rpsl/compressed-input.h"

#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BLOCK ((size_t)256 * 1024)
/*
 * The limit for unprivileged users (pipe(7)).  A large pipe needs fewer
 * context switches.
 */
#define PIPE_SIZE (1024 * 1024)
/*
 * Limits for decompressed data.  The registries' files expand 5 to 20 times, a
 * decompression bomb 1,000 times and more.  Up to EXPANSION_FREE bytes the
 * ratio is not checked.
 */
#define EXPANSION_MOST 200u
#define EXPANSION_FREE ((uint64_t)64 * 1024 * 1024)

/*
 * libarchive would start an external program for a format that it was built
 * without.  Only the formats whose library is built in are enabled.
 */
static const struct {
	const char *magic;
	int (*support)(struct archive *);
	const char *(*version)(void);
} filters[] = {
	{ "\x1f\x8b", archive_read_support_filter_gzip, archive_zlib_version },
	{ "BZh", archive_read_support_filter_bzip2, archive_bzlib_version },
	{ "\xfd"
	  "7zXZ",
	    archive_read_support_filter_xz, archive_liblzma_version },
	{ "\x28\xb5\x2f\xfd", archive_read_support_filter_zstd,
	    archive_libzstd_version },
};

static ssize_t
read_fd(struct stream *s, char *to, size_t max)
{
	ssize_t n;

	do
		n = read(s->fd, to, max);
	while (n < 0 && errno == EINTR);
	s->failed = n < 0;
	s->error = n < 0 ? errno : 0;
	return n;
}

/* Reads the first block, or enough of it to detect its format. */
static bool
read_first(struct stream *s)
{
	char *to = buf_room(&s->block, BLOCK);
	ssize_t n = 1;

	while (s->block.len < STREAM_HEAD && n > 0) {
		n = read_fd(s, to + s->block.len, BLOCK - s->block.len);
		if (n < 0)
			return false;
		s->block.len += (size_t)n;
	}
	return true;
}

static bool
is_compressed(const struct buf *b)
{
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		size_t n = strlen(filters[i].magic);

		if (b->len >= n && memcmp(b->data, filters[i].magic, n) == 0)
			return true;
	}
	return false;
}

/*
 * A read callback of libarchive: first the block that is already read, then
 * the following ones.
 */
static la_ssize_t
next_block(struct archive *raw, void *ctx, const void **bytes)
{
	struct stream *s = ctx;
	ssize_t n = (ssize_t)s->block.len;

	if (s->given)
		n = read_fd(s, s->block.data, BLOCK);
	s->given = true;
	*bytes = s->block.data;
	s->taken += n > 0 ? (uint64_t)n : 0;
	if (n < 0)
		archive_set_error(raw, s->error, "%s", strerror(s->error));
	return n;
}

static bool
open_raw(struct stream *s)
{
	struct archive_entry *entry;
	int got;

	s->raw = archive_read_new();
	if (s->raw == NULL)
		return false;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
		if (filters[i].version() != NULL)
			filters[i].support(s->raw);
	if (archive_read_support_format_raw(s->raw) != ARCHIVE_OK ||
	    archive_read_support_format_empty(s->raw) != ARCHIVE_OK ||
	    archive_read_open(s->raw, s, NULL, next_block, NULL) != ARCHIVE_OK)
		return false;
	got = archive_read_next_header(s->raw, &entry);
	s->ended = got == ARCHIVE_EOF;
	/*
	 * libarchive undoes nested compression.  It also counts the filter
	 * that reads the blocks.
	 */
	if (archive_filter_count(s->raw) > 2)
		s->refused = "compressed more than once (expected once)";
	return s->refused == NULL && (got == ARCHIVE_OK || got == ARCHIVE_EOF);
}

/* Reads the next bytes, with the results of stream_next(). */
static la_ssize_t
more(struct stream *s, const void **bytes)
{
	la_int64_t offset;
	size_t n;
	int got;

	if (s->ended)
		return 0;
	if (s->raw == NULL) {
		*bytes = s->block.data;
		return read_fd(s, s->block.data, BLOCK);
	}
	do
		got = archive_read_data_block(s->raw, bytes, &n, &offset);
	while (got == ARCHIVE_OK && n == 0);
	s->ended = got == ARCHIVE_EOF;
	s->made += got == ARCHIVE_OK ? n : 0;
	if (s->made > EXPANSION_FREE && s->made / EXPANSION_MOST > s->taken)
		s->refused = "expands to more than 200 times its size";
	s->failed = s->refused != NULL || (got != ARCHIVE_OK && !s->ended);
	return s->ended ? 0 : s->failed ? -1 : (la_ssize_t)n;
}

/* Decompressed blocks may be of any size: collects STREAM_HEAD bytes. */
static bool
read_head(struct stream *s)
{
	la_ssize_t n = 1;

	while (s->head.len < STREAM_HEAD && n > 0) {
		const void *bytes = NULL;

		n = more(s, &bytes);
		if (n < 0)
			return false;
		buf_add(&s->head, bytes, (size_t)n);
	}
	s->rest = (struct slice){ s->head.data, s->head.len };
	return true;
}

bool
stream_open(struct stream *s, int fd)
{
	*s = (struct stream){ .fd = fd };
	/*
	 * Larger pipes are faster.  Other files do not support this call, and
	 * it may fail.
	 */
	(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
	if (!read_first(s))
		return false;
	if (is_compressed(&s->block))
		return open_raw(s) && read_head(s);
	s->rest = (struct slice){ s->block.data, s->block.len };
	return true;
}

struct slice
stream_head(const struct stream *s)
{
	return s->rest;
}

la_ssize_t
stream_next(struct stream *s, const void **bytes)
{
	la_ssize_t n = (la_ssize_t)s->rest.n;
	const char *p;
	size_t last;

	if (n > 0)
		*bytes = s->rest.p;
	else
		n = more(s, bytes);
	s->rest.n = 0;
	if (n <= 0)
		return n;
	p = *bytes;
	for (last = (size_t)n; last > 0 && p[last - 1] == '\0'; last--)
		;
	if (last > 0)
		s->zeros = s->length + (int64_t)last;
	s->length += n;
	return n;
}

la_ssize_t
stream_read(struct stream *s, char *to, size_t max)
{
	const void *bytes;
	la_ssize_t n;

	if (s->rest.n == 0) {
		if (s->raw == NULL)
			return read_fd(s, to, max);
		n = more(s, &bytes);
		if (n <= 0)
			return n;
		s->rest = (struct slice){ bytes, (size_t)n };
	}
	if (max > s->rest.n)
		max = s->rest.n;
	memcpy(to, s->rest.p, max);
	s->rest.p += max;
	s->rest.n -= max;
	return (la_ssize_t)max;
}

const char *
stream_error(const struct stream *s)
{
	const char *what = s->refused != NULL ? s->refused :
	    s->raw != NULL		      ? archive_error_string(s->raw) :
	    s->error != 0		      ? strerror(s->error) :
						"out of memory";

	return what != NULL ? what : "read failed";
}

void
stream_close(struct stream *s)
{
	archive_read_free(s->raw);
	buf_free(&s->block);
	buf_free(&s->head);
}
