/* Names: of peers, interfaces, BIRD symbols, hosts, files and users. */
#include "name.h"

#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGIT "0123456789"

static bool
in(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool
all_in(const char *s, size_t n, const char *set)
{
	for (size_t i = 0; i < n; i++)
		if (!in(s[i], set))
			return false;
	return true;
}

/* FIRST then any of REST, 1 .. MAX bytes. */
static bool
check(const char *s, size_t n, size_t max, const char *first,
    const char *rest, const char *expected, struct why *why)
{
	if (n >= 1 && n <= max && in(s[0], first) && all_in(s, n, rest))
		return true;
	why_not(why, s, n, expected);
	return false;
}

bool
name_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 32, LOWER DIGIT, LOWER DIGIT "_-",
	    "a name of a-z 0-9 _ -, at most 32 long", why);
}

bool
ifname_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 15, LOWER DIGIT, LOWER DIGIT "._-",
	    "an interface name of a-z 0-9 . _ -, at most 15 long", why);
}

bool
ifpattern_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 15, LOWER DIGIT "*?", LOWER DIGIT "._-*?",
	    "an interface name of a-z 0-9 . _ -, with * and ? for others, at "
	    "most 15 long", why);
}

bool
symbol_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 64, LOWER UPPER "_", LOWER UPPER DIGIT "_",
	    "a BIRD name of letters, digits and _, at most 64 long", why);
}

bool
user_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 32, LOWER "_", LOWER DIGIT "_-",
	    "a user name of a-z 0-9 _ -, at most 32 long", why);
}

static bool
label_ok(const char *s, size_t n)
{
	return n >= 1 && n <= 63 && s[0] != '-' && s[n - 1] != '-' &&
	    all_in(s, n, LOWER UPPER DIGIT "-");
}

/* Would inet_aton(3), and so a resolver, read this last label as a number? */
static bool
number_like(const char *s, size_t n)
{
	if (n >= 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		return all_in(s + 2, n - 2, DIGIT "abcdefABCDEF");
	return all_in(s, n, DIGIT);
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
	    !all_in(s, n, LOWER UPPER DIGIT "/._@+-"))
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
