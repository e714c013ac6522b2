#ifndef BIRDFEED_WORD_H
#define BIRDFEED_WORD_H

#include "base/slice.h"

/* Split a line into words at spaces and tabs, or a value that is wrapped over
 * lines, at its newlines too. */

/* Removes the next word from LINE and returns it; empty at the end. */
struct slice word_next(struct slice *line);
/* The same, for words between any of SEPARATORS. */
struct slice word_cut(struct slice *rest, const char *separators);
/* S without leading and trailing blanks. */
struct slice word_trim(struct slice s);

#endif
