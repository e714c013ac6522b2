#ifndef APPLY_DIFF_H
#define APPLY_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * Prints what diff -u says of the file OLD (NULL: there was none) and the
 * text NEW (its p NULL: there will be none), both called PATH.
 */
bool diff_print(FILE *f, const char *path, const char *old, struct slice new,
    struct why *why);

#endif
