#ifndef RPSL_TEXT_SCAN_H
#define RPSL_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Scans that search a text without parsing its lines: they make it cheap to
 * skip an object.  Each has two versions with the same results
 * (tests/registry/scan.c): sixteen bytes at a time on machines with SSE2, and
 * byte by byte elsewhere.
 */

/*
 * The offset of the first empty line after another line in the N bytes at P.
 * A newline is before it; it is a newline, or carriage returns and a newline.
 * N if there is none.
 */
size_t scan_empty_line(const char *p, size_t n);
/* The number of newlines. */
size_t scan_lines(const char *p, size_t n);

/*
 * Where the last such empty line ends that ends after FROM; 0 if there is
 * none.
 */
size_t scan_last_end(const char *p, size_t from, size_t n);

/*
 * The scans of one line read whole steps: up to SCAN_SLACK bytes after the
 * text must be readable.  Their contents do not matter.
 */
#define SCAN_SLACK ((size_t)16)
/*
 * The number of bytes before the next newline, which must exist.  *HASH: is
 * any of them a #?
 */
static inline size_t scan_line(const char *p, bool *hash);
/*
 * How many of the first 16 bytes are [a-z0-9-], up to the first other byte.
 */
static inline size_t scan_name(const char *p);

size_t scan_empty_line_portable(const char *p, size_t n);
size_t scan_lines_portable(const char *p, size_t n);
size_t scan_line_portable(const char *p, bool *hash);
size_t scan_name_portable(const char *p);

#ifdef __SSE2__
#include "rpsl/text-scan-sse2.h"
#else
static inline size_t
scan_line(const char *p, bool *hash)
{
	return scan_line_portable(p, hash);
}

static inline size_t
scan_name(const char *p)
{
	return scan_name_portable(p);
}
#endif

#endif
