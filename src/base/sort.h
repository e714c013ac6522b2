#ifndef BIRDFEED_SORT_H
#define BIRDFEED_SORT_H

#include <stddef.h>

/*
 * Sorts N elements of SIZE bytes at V, as qsort(3) does.  V may be NULL if N
 * is 0.  Records are mostly in order already, so this checks the order first;
 * the check costs a sixth of a sort.
 */
void sort_all(void *v, size_t n, size_t size,
    int (*cmp)(const void *, const void *));
/* The same, but keeps only one of several equal elements.  Returns the number
 * of elements that remain. */
size_t sort_once(void *v, size_t n, size_t size,
    int (*cmp)(const void *, const void *));

#endif
