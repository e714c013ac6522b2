/* Names: of peers, interfaces, BIRD symbols, hosts, files and users. */
#include "base/name.h"

#include <string.h>

#include "base/number.h"

/* Sets of characters, as bits. */
enum {
	LOWER = 1,
	UPPER = 2,
	DIGIT = 4,
	UNDER = 8,
	DASH = 16,
	DOT = 32,
	WILD = 64,
	PATHS = 128,
	CLAIMS = 256
};

/* The sets that C is in. */
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
	case ':':
	case '~':
	case '%':
	case '=':
		return CLAIMS;
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

/* Accepts 1 .. MAX bytes: the first from the sets FIRST, the others from
 * REST. */
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
	return check(s, n, NAME_MOST, LOWER | DIGIT,
	    LOWER | DIGIT | UNDER | DASH,
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
	    "most 15 long",
	    why);
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
	return check(s, n, 32, LOWER | UNDER, LOWER | DIGIT | UNDER | DASH,
	    "a user name of a-z 0-9 _ -, at most 32 long", why);
}

static bool
label_ok(const char *s, size_t n)
{
	return n >= 1 && n <= 63 && s[0] != '-' && s[n - 1] != '-' &&
	    all_in(s, n, LOWER | UPPER | DIGIT | DASH);
}

/* True if inet_aton(3), and therefore a resolver, would read this last label
 * as a number. */
static bool
number_like(const char *s, size_t n)
{
	if (n < 2 || s[0] != '0' || (s[1] != 'x' && s[1] != 'X'))
		return all_in(s, n, DIGIT);
	for (size_t i = 2; i < n; i++)
		if (hex_digit(s[i]) < 0)
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
	    !all_in(s, n, LOWER | UPPER | DIGIT | DOT | UNDER | DASH | PATHS))
		goto bad;
	for (size_t i = 1; i <= n; i++) {
		if (i < n && s[i] != '/')
			continue;
		if (i == start || (i - start == 1 && s[start] == '.') ||
		    (i - start == 2 && s[start] == '.' && s[start + 1] == '.'))
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
claim_check(const char *s, size_t n, struct why *why)
{
	const unsigned first = LOWER | UPPER | DIGIT;

	return check(s, n, 255, first,
	    first | UNDER | DASH | DOT | PATHS | CLAIMS,
	    "a letter or digit, then letters, digits and "
	    "- . _ ~ : / @ + = %, at most 255",
	    why);
}

bool
mntner_check(const char *s, size_t n, struct why *why)
{
	return check(s, n, 64, UPPER | DIGIT | DASH, UPPER | DIGIT | DASH,
	    "a maintainer's name of A-Z 0-9 -, at most 64 long", why);
}

/* Checks one part of a set's name: AS-NAME, RS-NAME or AS64496.  RS-NAME sets
 * *SET to 'R'; AS-NAME sets it to 'A' unless it is 'R'. */
static bool
set_part_ok(const char *s, size_t n, char *set)
{
	const char letter = n < 3      ? '\0' :
	    s[0] == 'a' || s[0] == 'A' ? 'A' :
	    s[0] == 'r' || s[0] == 'R' ? 'R' :
					 '\0';

	if (letter == '\0' || (s[1] != 's' && s[1] != 'S'))
		return false;
	if (letter == 'A' && all_in(s + 2, n - 2, DIGIT))
		return true;
	if (*set != 'R')
		*set = letter;
	return n > 3 && s[2] == '-' &&
	    all_in(s + 3, n - 3, LOWER | UPPER | DIGIT | UNDER | DASH);
}

/* Checks the parts of a set's name, separated by colons.  Returns 'A' for an
 * as-set, 'R' for a route-set, NUL for neither. */
static char
set_kind(const char *s, size_t n)
{
	size_t start = 0;
	char set = '\0';

	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != ':')
			continue;
		if (!set_part_ok(s + start, i - start, &set))
			return '\0';
		start = i + 1;
	}
	return n <= 64 ? set : '\0';
}

bool
as_set_check(const char *s, size_t n, struct why *why)
{
	if (set_kind(s, n) == 'A')
		return true;
	why_not(why, s, n,
	    "an as-set such as AS-NAME or AS64496:AS-NAME, at "
	    "most 64 long");
	return false;
}

bool
route_set_check(const char *s, size_t n, struct why *why)
{
	if (set_kind(s, n) == 'R')
		return true;
	why_not(why, s, n,
	    "a route-set such as RS-NAME or AS64496:RS-NAME, "
	    "at most 64 long");
	return false;
}

size_t
irr_source_length(const char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (s[i] == ':' && s[i + 1] == ':')
			return i;
	return 0;
}

bool
irr_source_check(const char *s, size_t n, struct why *why)
{
	if (n > 0 && n <= 32 &&
	    all_in(s, n, LOWER | UPPER | DIGIT | UNDER | DASH))
		return true;
	why_not(why, s, n,
	    "the name of an IRR's source, such as RIPE, at "
	    "most 32 long");
	return false;
}

bool
irr_set_check(const char *s, size_t n, struct why *why)
{
	const size_t source = irr_source_length(s, n);
	const size_t skip = source > 0 ? source + 2 : 0;

	if (source <= 32 &&
	    all_in(s, source, LOWER | UPPER | DIGIT | UNDER | DASH) &&
	    set_kind(s + skip, n - skip) != '\0')
		return true;
	why_not(why, s, n,
	    "an as-set such as AS-NAME, AS64496:AS-NAME or "
	    "RIPE::AS-NAME, or a route-set such as RS-NAME, at most 64 long");
	return false;
}
