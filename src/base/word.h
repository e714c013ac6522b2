#ifndef BIRDFEED_WORD_H
#define BIRDFEED_WORD_H

#include "base/slice.h"

/* The words of a line, with spaces or tabs between them. */

/* The next word of LINE, which is left behind it; empty at its end. */
struct slice word_next(struct slice *line);
/* S without what is blank at its ends. */
struct slice word_trim(struct slice s);

#endif
