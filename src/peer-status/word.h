#ifndef PEER_STATUS_WORD_H
#define PEER_STATUS_WORD_H

#include "base/slice.h"

/* What BIRD's answers are made of: words with spaces or tabs between. */

/* The next word of LINE, which is left behind it; empty at its end. */
struct slice word_next(struct slice *line);
/* S without what is blank at its ends. */
struct slice word_trim(struct slice s);

#endif
