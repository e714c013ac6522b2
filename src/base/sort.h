#ifndef BIRDFEED_SORT_H
#define BIRDFEED_SORT_H

#include <stddef.h>

/*
 * qsort(3) of N elements of SIZE bytes at V, which may be NULL when N is 0.
 * Records mostly come in order: that is looked at first, and costs a sixth.
 */
void sort_all(void *v, size_t n, size_t size,
    int (*cmp)(const void *, const void *));
/* The same, and keeps one of those that are equal; returns how many. */
size_t sort_once(void *v, size_t n, size_t size,
    int (*cmp)(const void *, const void *));

#endif
