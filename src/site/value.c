/* A value: reads, prints and frees the types of the schemas. */
#include "site/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/community.h"
#include "base/duration.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/near.h"
#include "base/number.h"
#include "base/url.h"
#include "base/wgkey.h"

/* A parser stores the value at AT; a printer appends the value at AT. */
typedef bool value_parser(const struct key *key, const char *s, size_t n,
    void *at, struct why *why);
typedef void value_printer(const struct key *key, const void *at,
    struct buf *to);

static bool
parse_asn(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return asn_parse(s, n, at, why);
}

static void
print_number(const struct key *key, const void *at, struct buf *to)
{
	(void)key;
	buf_printf(to, "%" PRIu32, *(const uint32_t *)at);
}

static bool
parse_number(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	uint64_t v;

	if (!number_parse(s, n, key->min, key->max, &v, why))
		return false;
	*(uint32_t *)at = (uint32_t)v;
	return true;
}

static bool
parse_percent(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	struct why ignored;
	uint64_t v;

	(void)key;
	if (n < 2 || s[n - 1] != '%' ||
	    !number_parse(s, n - 1, 0, 100, &v, &ignored)) {
		why_not(why, s, n, "0% .. 100%");
		return false;
	}
	*(uint32_t *)at = (uint32_t)v;
	return true;
}

static void
print_percent(const struct key *key, const void *at, struct buf *to)
{
	print_number(key, at, to);
	buf_char(to, '%');
}

static bool
parse_latency(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return latency_parse(s, n, at, why);
}

static void
print_latency(const struct key *key, const void *at, struct buf *to)
{
	char text[16];

	(void)key;
	latency_print(text, sizeof text, *(const uint32_t *)at);
	buf_str(to, text);
}

static bool
parse_duration(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	return duration_parse(s, n, key->min, key->max, at, why);
}

static void
print_duration(const struct key *key, const void *at, struct buf *to)
{
	char text[DURATION_TEXT];

	(void)key;
	buf_str(to, duration_print(text, *(const uint32_t *)at));
}

static bool
is(const char *s, size_t n, const char *word)
{
	return n == strlen(word) && memcmp(s, word, n) == 0;
}

static bool
parse_bool(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	if (!is(s, n, "true") && !is(s, n, "false")) {
		why_not(why, s, n, "true or false");
		return false;
	}
	*(bool *)at = is(s, n, "true");
	return true;
}

static void
print_bool(const struct key *key, const void *at, struct buf *to)
{
	(void)key;
	buf_str(to, *(const bool *)at ? "true" : "false");
}

static bool
parse_word(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	char word[64];
	struct near near = { .word = word };
	struct buf expected = { 0 };

	for (unsigned i = 0; key->words[i] != NULL; i++) {
		if (is(s, n, key->words[i])) {
			*(unsigned *)at = i;
			return true;
		}
	}
	snprintf(word, sizeof word, "%.*s", (int)n, s);
	for (unsigned i = 0; key->words[i] != NULL; i++) {
		buf_str(&expected, i > 0 ? ", " : "");
		buf_str(&expected, key->words[i]);
		near_try(&near, key->words[i]);
	}
	if (near.best != NULL)
		buf_printf(&expected, "; did you mean %s?", near.best);
	why_not(why, s, n, buf_cstr(&expected));
	buf_free(&expected);
	return false;
}

static void
print_word(const struct key *key, const void *at, struct buf *to)
{
	buf_str(to, key->words[*(const unsigned *)at]);
}

static bool
parse_addr(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	struct why ignored;
	struct addr a;

	if (key->min == 0)
		return addr_parse(s, n, at, why);
	if (!addr_parse(s, n, &a, &ignored) || a.family != key->min) {
		why_not(why, s, n,
		    key->min == 6 ? "an IPv6 address" : "an IPv4 address");
		return false;
	}
	*(struct addr *)at = a;
	return true;
}

static void
print_addr(const struct key *key, const void *at, struct buf *to)
{
	char text[ADDR_TEXT];

	(void)key;
	buf_str(to, addr_print(text, at));
}

static bool
parse_addrs(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	struct addr *addrs = at, a;

	(void)key;
	if (!addr_parse(s, n, &a, why))
		return false;
	addrs[a.family == 6] = a;
	return true;
}

static void
print_addrs(const struct key *key, const void *at, struct buf *to)
{
	const struct addr *addrs = at;

	for (size_t i = 0; i < 2; i++) {
		if (addrs[i].family == 0)
			continue;
		if (i == 1 && addrs[0].family != 0)
			buf_char(to, ' ');
		print_addr(key, &addrs[i], to);
	}
}

static bool
parse_pair(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	const char *slash = n > 0 ? memchr(s, '/', n) : NULL;
	struct addr_pair pair;
	struct why ignored;

	if (slash == NULL ||
	    !parse_addr(key, s, (size_t)(slash - s), &pair.local, &ignored) ||
	    !parse_addr(key, slash + 1, n - (size_t)(slash - s) - 1, &pair.peer,
		&ignored) ||
	    addr_cmp(&pair.local, &pair.peer) == 0) {
		why_not(why, s, n,
		    key->min == 6 ?
			"two different IPv6 addresses, OURS/THEIRS" :
			"two different IPv4 addresses, OURS/THEIRS");
		return false;
	}
	*(struct addr_pair *)at = pair;
	return true;
}

static void
print_pair(const struct key *key, const void *at, struct buf *to)
{
	const struct addr_pair *pair = at;

	print_addr(key, &pair->local, to);
	buf_char(to, '/');
	print_addr(key, &pair->peer, to);
}

static bool
parse_host(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return host_parse(s, n, at, why);
}

static void
print_host(const struct key *key, const void *at, struct buf *to)
{
	char text[ENDPOINT_TEXT];

	(void)key;
	buf_str(to, host_print(text, at));
}

static bool
parse_endpoint(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return endpoint_parse(s, n, at, why);
}

static void
print_endpoint(const struct key *key, const void *at, struct buf *to)
{
	char text[ENDPOINT_TEXT];

	(void)key;
	buf_str(to, endpoint_print(text, at));
}

static bool
parse_wgkey(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return wgkey_parse(s, n, at, why);
}

static void
print_wgkey(const struct key *key, const void *at, struct buf *to)
{
	char text[WGKEY_TEXT];

	(void)key;
	buf_str(to, wgkey_print(text, at));
}

static bool
pattern_check(const char *s, size_t n, struct why *why)
{
	bool ok = n > 0 && n <= 64;

	for (size_t i = 0; i < n && ok; i++) {
		if (s[i] == '%')
			ok = ++i < n && (s[i] == 'a' || s[i] == 'n');
		else
			ok = (s[i] >= 'a' && s[i] <= 'z') ||
			    (s[i] >= 'A' && s[i] <= 'Z') ||
			    (s[i] >= '0' && s[i] <= '9') ||
			    (s[i] != '\0' && strchr("._-", s[i]) != NULL);
	}
	if (!ok)
		why_not(why, s, n,
		    "letters, digits, . _ - and %a (the "
		    "peer's ASN) or %n (its name)");
	return ok;
}

static bool
text_check(const char *s, size_t n, struct why *why)
{
	if (n <= 1024 && memchr(s, '\0', n) == NULL)
		return true;
	why_set(why,
	    "a text of %zu bytes (expected at most 1024, none of "
	    "them NUL)",
	    n);
	return false;
}

/* A set, or the word for the sets that PeeringDB has of the neighbour. */
static bool
as_set_or_peeringdb(const char *s, size_t n, struct why *why)
{
	return is(s, n, "peeringdb") || irr_set_check(s, n, why);
}

static bool
parse_text(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	static bool (*const check[])(const char *, size_t, struct why *) = {
		[VALUE_NAME] = name_check,
		[VALUE_IFNAME] = ifname_check,
		[VALUE_IFPATTERN] = ifpattern_check,
		[VALUE_SYMBOL] = symbol_check,
		[VALUE_USER] = user_check,
		[VALUE_PATH] = path_check,
		[VALUE_URL] = url_check,
		[VALUE_DATABASE] = database_check,
		[VALUE_PATTERN] = pattern_check,
		[VALUE_TEXT] = text_check,
		[VALUE_CLAIM] = claim_check,
		[VALUE_MNTNER] = mntner_check,
		[VALUE_AS_SET] = as_set_or_peeringdb,
		[VALUE_IRR_SOURCE] = irr_source_check,
	};

	if (!check[key->type](s, n, why))
		return false;
	*(char **)at = mem_strndup(s, n);
	return true;
}

static void
print_text(const struct key *key, const void *at, struct buf *to)
{
	(void)key;
	buf_str(to, *(char *const *)at);
}

static bool
parse_version(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	uint64_t part[3] = { 0 };
	struct why ignored;
	unsigned parts = 0;
	size_t len;

	(void)key;
	/* Two or three numbers: "2.17" or "2.0.12". */
	for (const char *p = s, *end = s + n; parts < 3; p += len + 1) {
		const char *dot = p < end ? memchr(p, '.', (size_t)(end - p)) :
					    NULL;

		len = (size_t)((dot != NULL ? dot : end) - p);
		if (!number_parse(p, len, parts == 0 ? 2 : 0,
			parts == 0 ? 99 : 999, &part[parts], &ignored))
			break;
		parts++;
		if (dot == NULL && parts >= 2)
			goto good;
		if (dot == NULL)
			break;
	}
	why_not(why, s, n, "a BIRD version such as \"2.0\" or \"2.0.12\"");
	return false;
good:
	*(uint32_t *)at = (uint32_t)(part[0] * 1000 + part[1]);
	return true;
}

static void
print_version(const struct key *key, const void *at, struct buf *to)
{
	uint32_t v = *(const uint32_t *)at;

	(void)key;
	buf_printf(to, "%" PRIu32 ".%" PRIu32, v / 1000, v % 1000);
}

static bool
parse_prefix(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return prefix_parse(s, n, at, why);
}

static void
print_prefix(const struct key *key, const void *at, struct buf *to)
{
	char text[PREFIX_TEXT];

	(void)key;
	buf_str(to, prefix_print(text, at));
}

static bool
parse_community(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return community_parse(s, n, at, why);
}

static void
print_community(const struct key *key, const void *at, struct buf *to)
{
	char text[COMMUNITY_TEXT];

	(void)key;
	buf_str(to, community_print(text, at));
}

static bool
parse_asn_range(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	(void)key;
	return asn_range_parse(s, n, at, why);
}

static void
print_asn_range(const struct key *key, const void *at, struct buf *to)
{
	const struct asn_range *r = at;

	(void)key;
	buf_printf(to, "%" PRIu32 "-%" PRIu32, r->first, r->last);
}

static bool
parse_limit(const struct key *key, const char *s, size_t n, void *at,
    struct why *why)
{
	struct limit *limit = at;

	if (key->words != NULL && is(s, n, key->words[0]))
		limit->routes[0] = LIMIT_PEERINGDB;
	else if (!parse_number(key, s, n, &limit->routes[0], why))
		return false;
	limit->routes[1] = limit->routes[0];
	return true;
}

static void
print_limit(const struct key *key, const void *at, struct buf *to)
{
	const struct limit *limit = at;

	for (size_t i = 0; i < 2; i++) {
		buf_str(to, i > 0 ? "/" : "");
		if (limit->routes[i] == LIMIT_PEERINGDB)
			buf_str(to, key->words[0]);
		else
			buf_printf(to, "%" PRIu32, limit->routes[i]);
	}
}

static const struct {
	value_parser *parse;
	value_printer *print;
} types[] = {
	[VALUE_ASN] = { parse_asn, print_number },
	[VALUE_NUMBER] = { parse_number, print_number },
	[VALUE_PERCENT] = { parse_percent, print_percent },
	[VALUE_LATENCY] = { parse_latency, print_latency },
	[VALUE_DURATION] = { parse_duration, print_duration },
	[VALUE_BOOL] = { parse_bool, print_bool },
	[VALUE_WORD] = { parse_word, print_word },
	[VALUE_ADDR] = { parse_addr, print_addr },
	[VALUE_ADDRS] = { parse_addrs, print_addrs },
	[VALUE_PAIR] = { parse_pair, print_pair },
	[VALUE_HOST] = { parse_host, print_host },
	[VALUE_ENDPOINT] = { parse_endpoint, print_endpoint },
	[VALUE_WGKEY] = { parse_wgkey, print_wgkey },
	[VALUE_NAME] = { parse_text, print_text },
	[VALUE_IFNAME] = { parse_text, print_text },
	[VALUE_IFPATTERN] = { parse_text, print_text },
	[VALUE_SYMBOL] = { parse_text, print_text },
	[VALUE_USER] = { parse_text, print_text },
	[VALUE_PATH] = { parse_text, print_text },
	[VALUE_URL] = { parse_text, print_text },
	[VALUE_DATABASE] = { parse_text, print_text },
	[VALUE_PATTERN] = { parse_text, print_text },
	[VALUE_VERSION] = { parse_version, print_version },
	[VALUE_TEXT] = { parse_text, print_text },
	[VALUE_CLAIM] = { parse_text, print_text },
	[VALUE_MNTNER] = { parse_text, print_text },
	[VALUE_AS_SET] = { parse_text, print_text },
	[VALUE_IRR_SOURCE] = { parse_text, print_text },
	[VALUE_PREFIX] = { parse_prefix, print_prefix },
	[VALUE_COMMUNITY] = { parse_community, print_community },
	[VALUE_ASN_RANGE] = { parse_asn_range, print_asn_range },
	[VALUE_LIMIT] = { parse_limit, print_limit },
};

bool
value_parse(const struct key *key, const char *s, size_t n, void *base,
    struct why *why)
{
	return types[key->type].parse(key, s, n, (char *)base + key->offset,
	    why);
}

void
value_print(const struct key *key, const void *base, struct buf *to)
{
	types[key->type].print(key, (const char *)base + key->offset, to);
}

void
value_free(const struct key *key, void *base)
{
	void *at = (char *)base + key->offset;

	if (types[key->type].parse == parse_text) {
		free(*(char **)at);
		*(char **)at = NULL;
	} else if (key->type == VALUE_HOST || key->type == VALUE_ENDPOINT) {
		endpoint_free(at);
	}
}
