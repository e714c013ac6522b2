#ifndef REGISTRY_QUERY_SPAN_H
#define REGISTRY_QUERY_SPAN_H

#include <stdbool.h>

#include "base/prefix.h"
#include "base/slice.h"
#include "base/why.h"

/* The addresses from FIRST to LAST.  Not every inetnum is a prefix. */
struct span {
	struct addr first;
	struct addr last;
};

/* Parses ADDRESS, or ADDRESS/LENGTH without host bits. */
bool span_parse(const char *s, size_t n, struct span *span, struct why *why);
/* The key of an inetnum or inet6num: ADDRESS/LENGTH or FIRST - LAST. */
bool span_of_key(struct slice key, struct span *span, struct why *why);
bool span_contains(const struct span *outer, const struct span *inner);

#define SPAN_SIZE sizeof((struct addr *)NULL)->bytes
/* Sets SIZE to the number of addresses minus one, in network byte order. */
void span_size(const struct span *span, unsigned char size[SPAN_SIZE]);

#endif
