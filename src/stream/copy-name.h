#ifndef BIRDFEED_COPY_NAME_H
#define BIRDFEED_COPY_NAME_H

#include "base/slice.h"

#define COPY_NAME 22 /* "copy/", 16 hex digits, and a NUL */

/*
 * The path, below a set's folder, of a generation's copy of the file SOURCE:
 * "copy/3f9c2a7d5b1e0846".  SOURCE is an absolute path; NAME depends only on
 * it.  Returns NAME.
 */
const char *copy_name(char name[static COPY_NAME], struct slice source);

#endif
