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

/*
 * In N sorted elements at V (NULL if N is 0): the index of the first that is
 * not before KEY, of the first that is behind it, and the first that is equal,
 * or NULL.  CMP has an element and KEY, so KEY need not be an element.
 */
size_t sort_lower(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *));
size_t sort_upper(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *));
void *sort_find(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *));

/* Orders for elements that begin with a char *, a slice, a uint32_t, an address
 * or a prefix.  The key is such a value. */
int sort_by_text(const void *a, const void *b);
int sort_by_slice(const void *a, const void *b);
int sort_by_number(const void *a, const void *b);
int sort_by_addr(const void *a, const void *b);
int sort_by_prefix(const void *a, const void *b);

#endif
