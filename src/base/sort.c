/* Sorting. */
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

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
