#ifndef APPLY_DIFF_H
#define APPLY_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * Prints the output of diff -u between the file OLD (NULL: none) and the text
 * NEW (NEW.p NULL: removed).  Both are labelled PATH.
 */
bool diff_print(FILE *f, const char *path, const char *old, struct slice new,
    struct why *why);

#endif
