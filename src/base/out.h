#ifndef BIRDFEED_OUT_H
#define BIRDFEED_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"

/*
 * Standard output of a filter.  Its error is sticky (ferror(3)): write as
 * if nothing could fail, and ask out_finish() once.
 */

/*
 * Gives F a buffer that suits a pipe.  Call it before the first write, and
 * for one file in a process: there is one buffer.
 */
void out_open(FILE *f);
/* Flushes; false when this or any write before it failed, and says so. */
bool out_finish(FILE *f, struct diag *diag);

/* fprintf(3), faster: see print_text().  One thread at a time uses F. */
void out_printf(FILE *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* N bytes of free text for a comment: on one line, in printable ASCII. */
void out_comment_text(FILE *f, const char *s, size_t n);

#endif
