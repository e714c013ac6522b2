/* A BGP community: standard, large or extended. */
#include "base/community.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const struct {
	const char *prefix; /* of the text form */
	const char *bird;   /* BIRD's text before the numbers */
	const char *attribute;
	unsigned parts;
	uint64_t most[3];
} kinds[] = {
	[COMMUNITY_STANDARD] = { "", "", "bgp_community", 2,
	    { 65535, 65535, 0 } },
	[COMMUNITY_LARGE] = { "", "", "bgp_large_community", 3,
	    { UINT32_MAX, UINT32_MAX, UINT32_MAX } },
	/* The value has six bytes: if the first number needs four, the second
	 * number has two. */
	[COMMUNITY_RT] = { "rt:", "rt, ", "bgp_ext_community", 2,
	    { UINT32_MAX, UINT32_MAX, 0 } },
	[COMMUNITY_RO] = { "ro:", "ro, ", "bgp_ext_community", 2,
	    { UINT32_MAX, UINT32_MAX, 0 } },
};

static bool
parts_parse(const char *s, size_t n, struct community *c)
{
	const unsigned parts = kinds[c->kind].parts;
	struct why ignored;
	uint64_t v;

	for (unsigned i = 0; i < parts; i++) {
		const char *colon = n > 0 ? memchr(s, ':', n) : NULL;
		size_t len = colon != NULL ? (size_t)(colon - s) : n;

		if ((colon == NULL) != (i + 1 == parts) ||
		    !number_parse(s, len, 0, kinds[c->kind].most[i], &v,
			&ignored))
			return false;
		c->part[i] = (uint32_t)v;
		if (colon != NULL) {
			s += len + 1;
			n -= len + 1;
		}
	}
	return true;
}

static size_t
colons(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += s[i] == ':';
	return count;
}

bool
community_parse(const char *s, size_t n, struct community *c, struct why *why)
{
	*c = (struct community){
		.kind = colons(s, n) == 2 ? COMMUNITY_LARGE : COMMUNITY_STANDARD
	};
	for (unsigned kind = COMMUNITY_RT; kind <= COMMUNITY_RO; kind++) {
		size_t len = strlen(kinds[kind].prefix);

		if (n > len && memcmp(s, kinds[kind].prefix, len) == 0) {
			c->kind = kind;
			if (parts_parse(s + len, n - len, c) &&
			    (c->part[0] <= 65535 || c->part[1] <= 65535))
				return true;
			goto bad;
		}
	}
	if (parts_parse(s, n, c))
		return true;
bad:
	why_not(why, s, n,
	    "a community such as \"64500:1\" (up to 65535), "
	    "\"4200000000:1:2\" or \"rt:64500:1\"");
	return false;
}

static const char *
print(char text[static COMMUNITY_TEXT], const struct community *c,
    const char *open, const char *prefix, const char *comma, const char *close)
{
	if (kinds[c->kind].parts == 3)
		snprintf(text, COMMUNITY_TEXT,
		    "%s%s%" PRIu32 "%s%" PRIu32 "%s%" PRIu32 "%s", open, prefix,
		    c->part[0], comma, c->part[1], comma, c->part[2], close);
	else
		snprintf(text, COMMUNITY_TEXT, "%s%s%" PRIu32 "%s%" PRIu32 "%s",
		    open, prefix, c->part[0], comma, c->part[1], close);
	return text;
}

const char *
community_print(char text[static COMMUNITY_TEXT], const struct community *c)
{
	return print(text, c, "", kinds[c->kind].prefix, ":", "");
}

const char *
community_print_bird(char text[static COMMUNITY_TEXT],
    const struct community *c)
{
	return print(text, c, "(", kinds[c->kind].bird, ", ", ")");
}

const char *
community_attribute(const struct community *c)
{
	return kinds[c->kind].attribute;
}
