#ifndef BIRDFEED_OUT_H
#define BIRDFEED_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"

/*
 * The standard output of a filter.  A write error is sticky (ferror(3)), so
 * callers do not check each write; they check out_finish() at the end.
 */

/*
 * Gives F a buffer of a pipe's size.  Call it before the first write and for
 * only one file in a process, because there is only one buffer.
 */
void out_open(FILE *f);
/* Flushes F.  False if this write or an earlier write failed, which has been
 * reported. */
bool out_finish(FILE *f, struct diag *diag);

/* A faster fprintf(3), see print_text().  Only one thread may use F at a
 * time. */
void out_printf(FILE *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Writes N bytes of free text for a comment.  The output is one line of visible
 * UTF-8: "?" replaces each other character and each byte that is not UTF-8. */
void out_comment_text(FILE *f, const char *s, size_t n);

#endif
