/* A stream: the bytes of a tar file, with the compression taken off. */
#include "stream.h"

#include <archive_entry.h>

#define BLOCK ((size_t)256 * 1024)

/* What libarchive was built without it would leave to other programs; a
 * filter starts none, so its library has to be there. */
static const struct {
	int (*support)(struct archive *);
	const char *(*version)(void);
} filters[] = {
	{ archive_read_support_filter_gzip, archive_zlib_version },
	{ archive_read_support_filter_bzip2, archive_bzlib_version },
	{ archive_read_support_filter_xz, archive_liblzma_version },
	{ archive_read_support_filter_zstd, archive_libzstd_version },
};

bool
stream_open(struct stream *s, int fd)
{
	struct archive_entry *entry;
	int got;

	*s = (struct stream){ .raw = archive_read_new() };
	if (s->raw == NULL)
		return false;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
		if (filters[i].version() != NULL)
			filters[i].support(s->raw);
	if (archive_read_support_format_raw(s->raw) != ARCHIVE_OK ||
	    archive_read_support_format_empty(s->raw) != ARCHIVE_OK ||
	    archive_read_open_fd(s->raw, fd, BLOCK) != ARCHIVE_OK)
		return false;
	got = archive_read_next_header(s->raw, &entry);
	s->ended = got == ARCHIVE_EOF;
	return got == ARCHIVE_OK || got == ARCHIVE_EOF;
}

la_ssize_t
stream_next(struct stream *s, const void **bytes)
{
	const char *p;
	size_t n, last;
	la_int64_t offset;
	int got = s->ended ? ARCHIVE_EOF :
	    archive_read_data_block(s->raw, bytes, &n, &offset);

	if (got == ARCHIVE_EOF) {
		s->ended = true;
		return 0;
	}
	s->failed = got != ARCHIVE_OK;
	if (s->failed)
		return -1;
	p = *bytes;
	for (last = n; last > 0 && p[last - 1] == '\0'; last--)
		;
	if (last > 0)
		s->zeros = s->length + (int64_t)last;
	s->length += (int64_t)n;
	return (la_ssize_t)n;
}

const char *
stream_error(const struct stream *s)
{
	const char *what = s->raw != NULL ? archive_error_string(s->raw) :
	    "out of memory";

	return what != NULL ? what : "read failed";
}

void
stream_close(struct stream *s)
{
	archive_read_free(s->raw);
}
