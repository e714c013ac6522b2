#ifndef BIRDFEED_BIRDWORD_H
#define BIRDFEED_BIRDWORD_H

#include <stdbool.h>

/* True if some BIRD 2 or 3 reads NAME as a keyword, a predefined symbol or a
 * byte string. */
bool birdword_is(const char *name);

#endif
