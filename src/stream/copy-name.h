#ifndef BIRDFEED_COPY_NAME_H
#define BIRDFEED_COPY_NAME_H

#include "base/slice.h"

#define COPY_NAME 22		/* "copy/", 16 hex digits, and a NUL */

/*
 * Where a generation keeps its copy of the file SOURCE, an absolute path:
 * "copy/3f9c2a7d5b1e0846", below the folder of a set.  It depends on the path
 * alone.
 */
const char *copy_name(char name[static COPY_NAME], struct slice source);

#endif
