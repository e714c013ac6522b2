/* The bogons: addresses and AS numbers that the internet does not use. */
#include "bird-render/internet-bogons.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct bogon {
	const char *prefix;
	const char *why;
};

/* The special-purpose registries (RFC 6890 and its successors). */
static const struct bogon bogons4[] = {
	{ "0.0.0.0/8", "this network, RFC 791" },
	{ "10.0.0.0/8", "private use, RFC 1918" },
	{ "100.64.0.0/10", "shared address space, RFC 6598" },
	{ "127.0.0.0/8", "loopback, RFC 1122" },
	{ "169.254.0.0/16", "link-local, RFC 3927" },
	{ "172.16.0.0/12", "private use, RFC 1918" },
	{ "192.0.0.0/24", "protocol assignments, RFC 6890" },
	{ "192.0.2.0/24", "documentation, RFC 5737" },
	{ "192.88.99.0/24", "6to4 relays, RFC 7526" },
	{ "192.168.0.0/16", "private use, RFC 1918" },
	{ "198.18.0.0/15", "benchmarking, RFC 2544" },
	{ "198.51.100.0/24", "documentation, RFC 5737" },
	{ "203.0.113.0/24", "documentation, RFC 5737" },
	{ "224.0.0.0/4", "multicast, RFC 5771" },
	{ "240.0.0.0/4", "reserved, RFC 1112" },
};

/* Bogons within 2000::/3; BF_UNICAST6 excludes the rest of IPv6. */
static const struct bogon bogons6[] = {
	{ "2001::/32", "Teredo, RFC 4380" },
	{ "2001:2::/48", "benchmarking, RFC 5180" },
	{ "2001:10::/28", "ORCHID, RFC 4843" },
	{ "2001:20::/28", "ORCHIDv2, RFC 7343" },
	{ "2001:db8::/32", "documentation, RFC 3849" },
	{ "2002::/16", "6to4, RFC 7526" },
	{ "3ffe::/16", "6bone, RFC 3701" },
	{ "3fff::/20", "documentation, RFC 9637" },
};

/* FIRST to LAST, or only FIRST if LAST is 0. */
struct number {
	uint32_t first, last;
	const char *why;
};

static const struct number bogon_asns[] = {
	{ 0, 0, "RFC 7607" },
	{ 23456, 0, "AS_TRANS, RFC 6793" },
	{ 64496, 64511, "documentation, RFC 5398" },
	{ 64512, 65534, "private use, RFC 6996" },
	{ 65535, 0, "the last of 16 bits, RFC 7300" },
	{ 65536, 65551, "documentation, RFC 5398" },
	{ 65552, 131071, "reserved by IANA" },
	{ 4200000000, 4294967294, "private use, RFC 6996" },
	{ 4294967295, 0, "the last of 32 bits, RFC 7300" },
};

static const struct number private_asns[] = {
	{ 64512, 65534, "RFC 6996" },
	{ 4200000000, 4294967294, "RFC 6996" },
};

/* Networks that buy no transit.  A route through one of them that comes from a
 * peer or a customer is a leak. */
static const struct number transit_free[] = { { 174, 0, "" }, { 701, 0, "" },
	{ 1299, 0, "" }, { 2914, 0, "" }, { 3257, 0, "" }, { 3320, 0, "" },
	{ 3356, 0, "" }, { 3491, 0, "" }, { 4134, 0, "" }, { 5511, 0, "" },
	{ 6453, 0, "" }, { 6461, 0, "" }, { 6762, 0, "" }, { 6830, 0, "" },
	{ 7018, 0, "" }, { 12956, 0, "" } };

#define N(table) (sizeof table / sizeof *table)

static struct asn_range
range_of(const struct number *n)
{
	return (
	    struct asn_range){ n->first, n->last != 0 ? n->last : n->first };
}

static bool
in_asns(const struct asn_range_list *list, struct asn_range r)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].first == r.first && list->v[i].last == r.last)
			return true;
	return false;
}

static bool
in_prefixes(const struct prefix_list *list, const struct prefix *p)
{
	for (size_t i = 0; i < list->n; i++)
		if (prefix_cmp(&list->v[i], p) == 0)
			return true;
	return false;
}

static struct prefix
bogon_prefix(const struct bogon *b)
{
	struct prefix p;
	struct why why;

	if (!prefix_parse(b->prefix, strlen(b->prefix), &p, &why))
		abort(); /* the table itself is wrong */
	return p;
}

/* The line of a set that is being printed.  An item's comma comes before its
 * comment, so both are printed when the next item begins. */
struct item_line {
	FILE *f;
	bool any;
	const char *why; /* of the item before */
};

static void
item_begin(struct item_line *l, const char *why)
{
	if (l->any)
		fprintf(l->f, ",%s%s\n", *l->why != '\0' ? "\t# " : "", l->why);
	else
		putc('\n', l->f);
	putc('\t', l->f);
	l->any = true;
	l->why = why;
}

static void
item_end(struct item_line *l)
{
	if (l->any)
		fprintf(l->f, "%s%s\n", *l->why != '\0' ? "\t# " : "", l->why);
	fputs("];\n", l->f);
}

/* The built-in list with the site file's changes. */
static void
prefix_table(FILE *f, const char *name, unsigned family, const struct bogon *v,
    size_t n, const struct prefix_change *change)
{
	struct item_line line = { f, false, "" };
	char text[PREFIX_TEXT];

	fprintf(f, "define %s%u = [", name, family);
	for (size_t i = 0; i < n && !change->only; i++) {
		const struct prefix p = bogon_prefix(&v[i]);

		if (in_prefixes(&change->remove, &p))
			continue;
		item_begin(&line, v[i].why);
		fprintf(f, "%s+", v[i].prefix);
	}
	for (size_t i = 0; i < change->add.n; i++) {
		if (change->add.v[i].addr.family != family)
			continue;
		item_begin(&line, "the site file");
		fprintf(f, "%s+", prefix_print(text, &change->add.v[i]));
	}
	item_end(&line);
}

static void
print_range(FILE *f, struct asn_range r)
{
	fprintf(f, "%" PRIu32, r.first);
	if (r.last != r.first)
		fprintf(f, "..%" PRIu32, r.last);
}

static void
asn_table(FILE *f, const char *name, const struct number *v, size_t n,
    const struct asn_change *change)
{
	struct item_line line = { f, false, "" };

	fprintf(f, "define %s = [", name);
	for (size_t i = 0; i < n && !change->only; i++) {
		if (in_asns(&change->remove, range_of(&v[i])))
			continue;
		item_begin(&line, v[i].why);
		print_range(f, range_of(&v[i]));
	}
	for (size_t i = 0; i < change->add.n; i++) {
		item_begin(&line, "the site file");
		print_range(f, change->add.v[i]);
	}
	item_end(&line);
}

static bool
lists_refuse(const struct site *site, unsigned line, const char *what,
    const char *text, struct diag *diag)
{
	struct place place = { site->file, line };

	diag_say(diag, DIAG_ERROR, &place, what,
	    "%s is not in the built-in list (expected an entry of it, "
	    "written in full)",
	    text);
	return false;
}

/* Reports each removed range that is not in the built-in list. */
static bool
check_asns(const struct asn_change *change, const struct number *v, size_t n,
    const char *what, const struct site *site, struct diag *diag)
{
	char text[64];
	bool ok = true;

	for (size_t i = 0; i < change->remove.n; i++) {
		const struct asn_range *r = &change->remove.v[i];
		size_t j = 0;

		while (j < n &&
		    (range_of(&v[j]).first != r->first ||
			range_of(&v[j]).last != r->last))
			j++;
		if (j < n)
			continue;
		snprintf(text, sizeof text,
		    r->first == r->last ? "%" PRIu32 : "%" PRIu32 "-%" PRIu32,
		    r->first, r->last);
		ok = lists_refuse(site, change->line[CHANGE_REMOVE], what, text,
		    diag);
	}
	return ok;
}

static bool
check_prefixes(const struct prefix_change *change, size_t n, const char *what,
    const struct site *site, struct diag *diag)
{
	char text[PREFIX_TEXT];
	bool ok = true;

	for (size_t i = 0; i < change->remove.n; i++) {
		bool found = false;

		for (size_t j = 0; j < n; j++) {
			const struct prefix p = bogon_prefix(j < N(bogons4) ?
				&bogons4[j] :
				&bogons6[j - N(bogons4)]);

			found |= prefix_cmp(&p, &change->remove.v[i]) == 0;
		}
		if (!found)
			ok = lists_refuse(site, change->line[CHANGE_REMOVE],
			    what, prefix_print(text, &change->remove.v[i]),
			    diag);
	}
	return ok;
}

bool
bogons_ready(const struct site *site, struct diag *diag)
{
	const struct policy_lists *lists = &site->lists;
	bool ok = check_prefixes(&lists->bogons.prefixes,
	    N(bogons4) + N(bogons6), "bogons", site, diag);

	ok &= check_asns(&lists->bogons.asns, bogon_asns, N(bogon_asns),
	    "bogons", site, diag);
	ok &= check_asns(&lists->transit_free, transit_free, N(transit_free),
	    "transit-free", site, diag);
	ok &= check_asns(&lists->never_via_route_servers, NULL, 0,
	    "never-via-route-servers", site, diag);
	/* This list has no built-in entries. */
	ok &= check_asns(&lists->blocked.asns, NULL, 0, "blocked", site, diag);
	return ok &
	    check_prefixes(&lists->blocked.prefixes, 0, "blocked", site, diag);
}

static void
blocked_text(FILE *f, const struct input *in)
{
	const struct both_changes *blocked = &in->site->lists.blocked;

	if (bogons_blocks_prefixes(in->site)) {
		because_site(f, in->explain, "blocked");
		prefix_table(f, "BF_BLOCKED", 4, NULL, 0, &blocked->prefixes);
		because_site(f, in->explain, "blocked");
		prefix_table(f, "BF_BLOCKED", 6, NULL, 0, &blocked->prefixes);
	}
	if (blocked->asns.add.n > 0) {
		because_site(f, in->explain, "blocked");
		asn_table(f, "BF_BLOCKED_ASNS", NULL, 0, &blocked->asns);
	}
}

void
bogons_text(FILE *f, const struct input *in)
{
	const struct policy_lists *lists = &in->site->lists;
	const struct asn_change none = { 0 };

	because_site(f, in->explain, "bogons");
	prefix_table(f, "BF_BOGONS", 4, bogons4, N(bogons4),
	    &lists->bogons.prefixes);
	because_site(f, in->explain, "bogons");
	prefix_table(f, "BF_BOGONS", 6, bogons6, N(bogons6),
	    &lists->bogons.prefixes);
	fputs("define BF_UNICAST6 = [ 2000::/3+ ];\n", f);
	because_site(f, in->explain, "bogons");
	asn_table(f, "BF_BOGON_ASNS", bogon_asns, N(bogon_asns),
	    &lists->bogons.asns);
	asn_table(f, "BF_PRIVATE_ASNS", private_asns, N(private_asns), &none);
	fputs("# They buy transit from nobody.\n", f);
	because_site(f, in->explain, "transit-free");
	asn_table(f, "BF_TRANSIT_FREE_ASNS", transit_free, N(transit_free),
	    &lists->transit_free);
	if (lists->never_via_route_servers.add.n > 0) {
		because_site(f, in->explain, "never-via-route-servers");
		asn_table(f, "BF_NEVER_VIA_RS_ASNS", NULL, 0,
		    &lists->never_via_route_servers);
	}
	blocked_text(f, in);
}

bool
bogons_blocks_prefixes(const struct site *site)
{
	return site->lists.blocked.prefixes.add.n > 0;
}

/* The number of entries of a list of N after its changes. */
static size_t
left(const struct asn_change *change, size_t n)
{
	return change->add.n + (change->only ? 0 : n - change->remove.n);
}

bool
bogons_has_asns(const struct site *site)
{
	return left(&site->lists.bogons.asns, N(bogon_asns)) > 0;
}

bool
bogons_has_transit_free(const struct site *site)
{
	return left(&site->lists.transit_free, N(transit_free)) > 0;
}

bool
asn_transit_free(const struct site *site, uint32_t asn)
{
	const struct asn_change *change = &site->lists.transit_free;
	bool found = false;

	for (size_t i = 0; i < N(transit_free) && !change->only; i++)
		found |= transit_free[i].first == asn &&
		    !in_asns(&change->remove, range_of(&transit_free[i]));
	for (size_t i = 0; i < change->add.n; i++)
		found |= change->add.v[i].first <= asn &&
		    asn <= change->add.v[i].last;
	return found;
}

bool
asn_private(uint32_t asn)
{
	for (size_t i = 0; i < N(private_asns); i++)
		if (asn >= private_asns[i].first && asn <= private_asns[i].last)
			return true;
	return false;
}
