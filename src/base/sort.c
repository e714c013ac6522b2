/* Sorting, and what is sorted. */
#include "base/sort.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/prefix.h"
#include "base/slice.h"

void
sort_all(void *v, size_t n, size_t size, int (*cmp)(const void *, const void *))
{
	const char *base = v;

	for (size_t i = 1; i < n; i++) {
		if (cmp(base + (i - 1) * size, base + i * size) <= 0)
			continue;
		qsort(v, n, size, cmp);
		return;
	}
}

size_t
sort_once(void *v, size_t n, size_t size,
    int (*cmp)(const void *, const void *))
{
	char *base = v;
	size_t kept = 0;

	if (n == 0)
		return 0;
	sort_all(v, n, size, cmp);
	for (size_t i = 1; i < n; i++)
		if (cmp(base + kept * size, base + i * size) != 0 &&
		    ++kept != i)
			memcpy(base + kept * size, base + i * size, size);
	return kept + 1;
}

/* The index of the first element that CMP does not put below LEAST. */
static size_t
bound(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *), int least)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cmp((const char *)v + middle * size, key) < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
sort_lower(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *))
{
	return bound(v, n, size, key, cmp, 0);
}

size_t
sort_upper(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *))
{
	return bound(v, n, size, key, cmp, 1);
}

void *
sort_find(const void *v, size_t n, size_t size, const void *key,
    int (*cmp)(const void *, const void *))
{
	size_t i = sort_lower(v, n, size, key, cmp);
	const char *at = i < n ? (const char *)v + i * size : NULL;

	return at != NULL && cmp(at, key) == 0 ? (void *)at : NULL;
}

int
sort_by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
sort_by_slice(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

int
sort_by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
sort_by_addr(const void *a, const void *b)
{
	return addr_cmp(a, b);
}

int
sort_by_prefix(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}
