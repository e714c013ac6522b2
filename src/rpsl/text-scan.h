#ifndef RPSL_TEXT_SCAN_H
#define RPSL_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What is looked for in a text without reading its lines: this is what makes
 * an object that nobody asked for cheap.  Each comes in two kinds that agree
 * (tests/registry/scan.c): sixteen bytes at a time where the machine has
 * SSE2, and byte by byte everywhere.
 */

/*
 * Where the first empty line behind a line in the N bytes at P starts, as an
 * offset: a newline stands before it, and it is a newline, or returns and a
 * newline.  N when there is none.
 */
size_t scan_empty_line(const char *p, size_t n);
/* How many newlines there are. */
size_t scan_lines(const char *p, size_t n);

/* Where the last such empty line ends that ends behind FROM; 0 when none
 * does. */
size_t scan_last_end(const char *p, size_t from, size_t n);

/*
 * The kinds of these that look at one line read whole steps: SCAN_SLACK bytes
 * behind the text are theirs to read, whatever stands there.
 */
#define SCAN_SLACK ((size_t)16)
/* The bytes up to a newline, which has to be there; *HASH: is one a #? */
static inline size_t scan_line(const char *p, bool *hash);
/* How many of the first 16 bytes are [a-z0-9-], before any other. */
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
