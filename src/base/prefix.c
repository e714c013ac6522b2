/* A prefix: read, printed and compared. */
#include "base/prefix.h"

#include <string.h>

#include "base/number.h"

/* Clears all bits of A after the first LEN. */
static void
mask(struct addr *a, unsigned len)
{
	const unsigned whole = len / 8;

	if (whole == sizeof a->bytes)
		return;
	a->bytes[whole] &= (uint8_t)(0xff00u >> len % 8);
	memset(a->bytes + whole + 1, 0, sizeof a->bytes - whole - 1);
}

struct prefix
prefix_of(const struct addr *a, unsigned len)
{
	struct prefix p = { *a, (uint8_t)len };

	mask(&p.addr, len);
	return p;
}

bool
prefix_parse(const char *s, size_t n, struct prefix *p, struct why *why)
{
	const char *slash = n > 0 ? memchr(s, '/', n) : NULL;
	struct prefix meant;
	struct addr a;
	uint64_t len;
	char text[PREFIX_TEXT];

	if (slash == NULL || !addr_parse(s, (size_t)(slash - s), &a, NULL) ||
	    !number_parse(slash + 1, n - (size_t)(slash - s) - 1, 0,
		addr_bits(&a), &len, NULL)) {
		why_not(why, s, n, "a prefix, ADDRESS/LENGTH");
		return false;
	}
	meant = prefix_of(&a, (unsigned)len);
	if (addr_cmp(&meant.addr, &a) != 0) {
		why_set(why, "\"%.*s\" has host bits set (expected %s)", (int)n,
		    s, prefix_print(text, &meant));
		return false;
	}
	*p = meant;
	return true;
}

const char *
prefix_print(char text[static PREFIX_TEXT], const struct prefix *p)
{
	char *end = addr_put(text, &p->addr);

	*end++ = '/';
	if (p->len >= 100)
		*end++ = (char)('0' + p->len / 100);
	if (p->len >= 10)
		*end++ = (char)('0' + p->len / 10 % 10);
	*end++ = (char)('0' + p->len % 10);
	*end = '\0';
	return text;
}

int
prefix_cmp(const struct prefix *a, const struct prefix *b)
{
	int c = addr_cmp(&a->addr, &b->addr);

	return c != 0 ? c : (a->len > b->len) - (a->len < b->len);
}

bool
prefix_contains_addr(const struct prefix *outer, const struct addr *a)
{
	unsigned whole = outer->len / 8, rest = outer->len % 8;

	if (outer->addr.family != a->family ||
	    memcmp(outer->addr.bytes, a->bytes, whole) != 0)
		return false;
	return rest == 0 ||
	    ((outer->addr.bytes[whole] ^ a->bytes[whole]) >> (8 - rest)) == 0;
}

bool
prefix_contains(const struct prefix *outer, const struct prefix *inner)
{
	return outer->len <= inner->len &&
	    prefix_contains_addr(outer, &inner->addr);
}

bool
prefix_from_range(const struct addr *first, const struct addr *last,
    struct prefix *p)
{
	unsigned bits = addr_bits(first), len = 0;
	struct addr end = *first;
	struct prefix whole;

	if (first->family != last->family)
		return false;
	while (len < bits &&
	    ((first->bytes[len / 8] ^ last->bytes[len / 8]) &
		(0x80 >> len % 8)) == 0)
		len++;
	for (unsigned i = len; i < bits; i++)
		end.bytes[i / 8] |= (uint8_t)(0x80 >> i % 8);
	whole = prefix_of(first, len);
	if (addr_cmp(&whole.addr, first) != 0 || addr_cmp(&end, last) != 0)
		return false;
	*p = whole;
	return true;
}
