/* Names: of peers, interfaces, BIRD symbols, hosts, files and users. */
#include "base/name.h"

#include <string.h>

/* Sets of characters, as bits; _ - . / and * are in sets of their own. */
enum { LOWER = 1, UPPER = 2, DIGIT = 4, UNDER = 8, DASH = 16, DOT = 32,
	WILD = 64, PATHS = 128 };

/* Which sets a character is in. */
static unsigned
sets_of(char c)
{
	if (c >= 'a' && c <= 'z')
		return LOWER;
	if (c >= '0' && c <= '9')
		return DIGIT;
	if (c >= 'A' && c <= 'Z')
		return UPPER;
	switch (c) {
	case '_':
		return UNDER;
	case '-':
		return DASH;
	case '.':
		return DOT;
	case '*':
	case '?':
		return WILD;
	case '/':
	case '@':
	case '+':
		return PATHS;
	default:
		return 0;
	}
}

static bool
all_in(const char *s, size_t n, unsigned sets)
{
	for (size_t i = 0; i < n; i++)
		if ((sets_of(s[i]) & sets) == 0)
			return false;
	return true;
}

/* FIRST then any of REST, 1 .. MAX bytes. */
static bool
check(const char *s, size_t n, size_t max, unsigned first, unsigned rest,
    const char *expected, struct why *why)
{
	if (n >= 1 && n <= max && all_in(s, 1, first) && all_in(s, n, rest))
		return true;
	why_not(why, s, n, expected);
	return false;
}

bool
name_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 32, LOWER | DIGIT, LOWER | DIGIT | UNDER | DASH,
	    "a name of a-z 0-9 _ -, at most 32 long", why);
}

bool
ifname_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 15, LOWER | DIGIT,
	    LOWER | DIGIT | DOT | UNDER | DASH,
	    "an interface name of a-z 0-9 . _ -, at most 15 long", why);
}

bool
ifpattern_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 15, LOWER | DIGIT | WILD,
	    LOWER | DIGIT | DOT | UNDER | DASH | WILD,
	    "an interface name of a-z 0-9 . _ -, with * and ? for others, at "
	    "most 15 long", why);
}

bool
symbol_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 64, LOWER | UPPER | UNDER,
	    LOWER | UPPER | DIGIT | UNDER,
	    "a BIRD name of letters, digits and _, at most 64 long", why);
}

bool
user_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 32, LOWER | UNDER,
	    LOWER | DIGIT | UNDER | DASH,
	    "a user name of a-z 0-9 _ -, at most 32 long", why);
}

static bool
label_ok(const char *s, size_t n)
{
	return n >= 1 && n <= 63 && s[0] != '-' && s[n - 1] != '-' &&
	    all_in(s, n, LOWER | UPPER | DIGIT | DASH);
}

/* Would inet_aton(3), and so a resolver, read this last label as a number? */
static bool
number_like(const char *s, size_t n)
{
	if (n < 2 || s[0] != '0' || (s[1] != 'x' && s[1] != 'X'))
		return all_in(s, n, DIGIT);
	for (size_t i = 2; i < n; i++)
		if (s[i] == '\0' || strchr("0123456789abcdefABCDEF", s[i]) ==
		    NULL)
			return false;
	return true;
}

bool
hostname_check(const char *s, size_t n, struct why *why)
{
	size_t len = n > 1 && s[n - 1] == '.' ? n - 1 : n, start = 0;

	if (len == 0 || len > 253)
		goto bad;
	for (size_t i = 0; i <= len; i++) {
		if (i < len && s[i] != '.')
			continue;
		if (!label_ok(s + start, i - start))
			goto bad;
		if (i == len && number_like(s + start, i - start))
			goto bad;
		start = i + 1;
	}
	return true;
bad:
	why_not(why, s, n, "a host name");
	return false;
}

bool
path_check(const char *s, size_t n, struct why *why)
{
	size_t start = 1;

	if (n < 2 || n > 255 || s[0] != '/' ||
	    !all_in(s, n, LOWER | UPPER | DIGIT | DOT | UNDER |
	    DASH | PATHS))
		goto bad;
	for (size_t i = 1; i <= n; i++) {
		if (i < n && s[i] != '/')
			continue;
		if (i == start ||
		    (i - start == 1 && s[start] == '.') ||
		    (i - start == 2 && s[start] == '.' &&
		    s[start + 1] == '.'))
			goto bad;
		start = i + 1;
	}
	return true;
bad:
	why_not(why, s, n,
	    "an absolute path of letters, digits and . _ @ + -, at most 255 "
	    "long");
	return false;
}

bool
mntner_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 64, UPPER | DIGIT | DASH, UPPER | DIGIT | DASH,
	    "a maintainer's name of A-Z 0-9 -, at most 64 long", why);
}

/* AS-NAME (TRUE in *SET) or AS64496, a part of an as-set's name. */
static bool
as_part_ok(const char *s, size_t n, bool *set)
{
	if (n < 3 || (s[0] != 'a' && s[0] != 'A') ||
	    (s[1] != 's' && s[1] != 'S'))
		return false;
	if (all_in(s + 2, n - 2, DIGIT))
		return true;
	*set = true;
	return n > 3 && s[2] == '-' &&
	    all_in(s + 3, n - 3, LOWER | UPPER | DIGIT | UNDER | DASH);
}

bool
as_set_check(const char *s, size_t n, struct why *why)
{
	bool set = false, ok = n <= 64;
	size_t start = 0;

	for (size_t i = 0; i <= n && ok; i++) {
		if (i < n && s[i] != ':')
			continue;
		ok = as_part_ok(s + start, i - start, &set);
		start = i + 1;
	}
	if (!ok || !set)
		why_not(why, s, n, "an as-set such as AS-NAME or "
		    "AS64496:AS-NAME, at most 64 long");
	return ok && set;
}
