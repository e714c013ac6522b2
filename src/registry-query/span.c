/* A span: the addresses from a first to a last address. */
#include "registry-query/span.h"

#include <string.h>

static void
of_prefix(const struct prefix *p, struct span *span)
{
	span->first = span->last = p->addr;
	for (unsigned i = p->len; i < addr_bits(&p->addr); i++)
		span->last.bytes[i / 8] |= (uint8_t)(0x80 >> i % 8);
}

bool
span_parse(const char *s, size_t n, struct span *span, struct why *why)
{
	struct prefix p;

	if (memchr(s, '/', n) != NULL) {
		if (!prefix_parse(s, n, &p, why))
			return false;
		of_prefix(&p, span);
		return true;
	}
	if (!addr_parse(s, n, &span->first, why))
		return false;
	span->last = span->first;
	return true;
}

bool
span_of_key(struct slice key, struct span *span, struct why *why)
{
	static const char dash[] = " - ";
	const char *at = memmem(key.p, key.n, dash, strlen(dash));
	const char *last = at != NULL ? at + strlen(dash) : NULL;

	if (at == NULL)
		return span_parse(key.p, key.n, span, why);
	if (!addr_parse(key.p, (size_t)(at - key.p), &span->first, why) ||
	    !addr_parse(last, (size_t)(key.p + key.n - last), &span->last, why))
		return false;
	if (addr_cmp(&span->first, &span->last) <= 0 &&
	    span->first.family == span->last.family)
		return true;
	why_not(why, key.p, key.n, "a range, FIRST - LAST");
	return false;
}

bool
span_contains(const struct span *outer, const struct span *inner)
{
	return outer->first.family == inner->first.family &&
	    addr_cmp(&outer->first, &inner->first) <= 0 &&
	    addr_cmp(&outer->last, &inner->last) >= 0;
}

void
span_size(const struct span *span, unsigned char size[SPAN_SIZE])
{
	int borrow = 0;

	for (size_t i = SPAN_SIZE; i-- > 0;) {
		int d = span->last.bytes[i] - span->first.bytes[i] - borrow;

		borrow = d < 0;
		size[i] = (unsigned char)(d & 0xff);
	}
}
