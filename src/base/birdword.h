#ifndef BIRDFEED_BIRDWORD_H
#define BIRDFEED_BIRDWORD_H

#include <stdbool.h>

/* Is NAME a keyword, a predefined symbol or a string of bytes for any BIRD 2
 * or 3? */
bool birdword_is(const char *name);

#endif
