/* A participant of an exchange: its AS, its addresses and its leases. */
#include "stream/participant.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"

#define USER_MOST 254 /* length of an e-mail address, RFC 5321 */

static bool
take_address(struct participant *p, struct slice value, struct why *why)
{
	struct addr_list *list = &p->address;
	struct addr a;

	if (!addr_parse(value.p, value.n, &a, why))
		return false;
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof a);
	list->v[list->n++] = a;
	return true;
}

static bool
take_prefix(struct participant *p, struct slice value, struct why *why)
{
	struct prefix_list *list = &p->prefix;
	struct prefix prefix;

	if (!prefix_parse(value.p, value.n, &prefix, why))
		return false;
	list->v = mem_resize(list->v, list->n + 1, sizeof prefix);
	list->v[list->n++] = prefix;
	return true;
}

static bool
take_more_specifics(struct participant *p, struct slice value, struct why *why)
{
	p->more_specifics = slice_is(value, "true");
	if (p->more_specifics || slice_is(value, "false"))
		return true;
	why_not(why, value.p, value.n, "true or false");
	return false;
}

static bool
take_user(struct participant *p, struct slice value, struct why *why)
{
	(void)why;
	/* Untrusted text, used in comments only: truncate it, never refuse
	 * it. */
	p->user = mem_strndup(value.p,
	    value.n < USER_MOST ? value.n : USER_MOST);
	return true;
}

static const struct {
	const char *name;
	bool (
	    *take)(struct participant *p, struct slice value, struct why *why);
	bool repeats;
} fields[] = {
	{ "address", take_address, true },
	{ "prefix", take_prefix, true },
	{ "more-specifics", take_more_specifics, false },
	{ "user", take_user, false },
};

#define NFIELDS (sizeof fields / sizeof *fields)

static bool
take_field(struct participant *p, const struct taking *t, size_t i,
    unsigned *seen)
{
	const struct slice *name = &t->record->name[i];
	struct why why;

	for (size_t f = 0; f < NFIELDS; f++) {
		if (!slice_is(*name, fields[f].name))
			continue;
		if (!fields[f].repeats && (*seen & 1u << f) != 0)
			return field_refuse(t, fields[f].name, "given twice");
		*seen |= 1u << f;
		return fields[f].take(p, t->record->value[i], &why) ||
		    field_refuse(t, fields[f].name, why.text);
	}
	why_not(&why, name->p, name->n, "a field of a participant record");
	return field_refuse(t, NULL, why.text);
}

static bool
take_key(struct participant *p, const struct taking *t)
{
	const struct slice *key = &t->record->key;
	struct why why;

	if (!asn_parse(key->p, key->n, &p->asn, &why))
		return field_refuse(t, "participant", why.text);
	return !asn_reserved(p->asn) ||
	    field_refuse(t, "participant", "a reserved AS number");
}

void
participant_settle(struct participant *p)
{
	p->address.n = sort_once(p->address.v, p->address.n,
	    sizeof *p->address.v, sort_by_addr);
	p->prefix.n = sort_once(p->prefix.v, p->prefix.n, sizeof *p->prefix.v,
	    sort_by_prefix);
}

bool
participants_take(struct participants *list, const struct taking *t)
{
	struct participant *p;
	unsigned seen = 0;
	bool ok;

	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	p = &list->v[list->n++];
	*p = (struct participant){ .place = *t->place };
	ok = take_key(p, t);
	for (size_t i = 0; i < t->record->n; i++)
		ok &= take_field(p, t, i, &seen);
	if (ok && p->address.n == 0)
		ok = field_refuse(t, "address", "missing");
	participant_settle(p);
	return ok;
}

void
participant_put(struct buf *line, const struct participant *p)
{
	char asn[ASN_TEXT], text[PREFIX_TEXT];

	asn_print(asn, p->asn);
	record_start(line, "participant", strlen("participant"), asn,
	    strlen(asn));
	for (size_t i = 0; i < p->address.n; i++)
		record_field_str(line, "address",
		    addr_print(text, &p->address.v[i]));
	for (size_t i = 0; i < p->prefix.n; i++)
		record_field_str(line, "prefix",
		    prefix_print(text, &p->prefix.v[i]));
	if (p->more_specifics)
		record_field_str(line, "more-specifics", "true");
	if (p->user != NULL)
		record_field_str(line, "user", p->user);
	record_finish(line);
}

/* An address or a prefix, and its participant. */
struct holding {
	struct prefix what;
	const struct participant *who;
};

static int
by_what(const void *va, const void *vb)
{
	const struct holding *a = va, *b = vb;
	int c = prefix_cmp(&a->what, &b->what);

	return c != 0 ?
	    c :
	    (a->who->asn > b->who->asn) - (a->who->asn < b->who->asn);
}

static bool
clash(const struct holding *h, const struct holding *other, const char *field,
    struct diag *diag)
{
	char text[PREFIX_TEXT];

	diag_say(diag, DIAG_ERROR, &h->who->place, field,
	    "%s is AS%" PRIu32 "'s, and AS%" PRIu32
	    "'s too (expected one of them to have it)",
	    prefix_print(text, &h->what), other->who->asn, h->who->asn);
	return false;
}

/* Two participants must not have the same address, because the address
 * identifies a participant. */
static bool
check_addresses(const struct participants *list, struct diag *diag)
{
	struct holding *all;
	size_t n = 0;
	bool ok = true;

	for (size_t i = 0; i < list->n; i++)
		n += list->v[i].address.n;
	all = mem_alloc(n * sizeof *all);
	n = 0;
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = 0; j < list->v[i].address.n; j++) {
			const struct addr *a = &list->v[i].address.v[j];

			all[n++] = (struct holding){ prefix_of(a, addr_bits(a)),
				&list->v[i] };
		}
	sort_all(all, n, sizeof *all, by_what);
	for (size_t i = 1; i < n; i++)
		if (prefix_cmp(&all[i - 1].what, &all[i].what) == 0)
			ok = clash(&all[i], &all[i - 1], "address", diag);
	free(all);
	return ok;
}

/*
 * Two participants must not have the same prefix.  A participant must not have
 * a prefix inside one of another participant with more_specifics.  The
 * prefixes are sorted, so the smallest prefix that contains a prefix is the
 * previous prefix or contains that.
 */
static bool
check_prefixes(const struct participants *list, struct diag *diag)
{
	struct holding *all;
	size_t *around, n = 0;
	bool ok = true;

	for (size_t i = 0; i < list->n; i++)
		n += list->v[i].prefix.n;
	all = mem_alloc(n * sizeof *all);
	around = mem_alloc((n + 1) * sizeof *around);
	n = 0;
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = 0; j < list->v[i].prefix.n; j++)
			all[n++] = (struct holding){ list->v[i].prefix.v[j],
				&list->v[i] };
	sort_all(all, n, sizeof *all, by_what);
	/* Indexes in AROUND start at 1; 0 is none. */
	for (size_t i = 1; i <= n; i++) {
		const struct holding *h = &all[i - 1];
		size_t o = i - 1;

		while (o > 0 && !prefix_contains(&all[o - 1].what, &h->what))
			o = around[o];
		around[i] = o;
		for (; o > 0; o = around[o]) {
			const struct holding *outer = &all[o - 1];

			if (outer->who != h->who &&
			    (outer->who->more_specifics ||
				outer->what.len == h->what.len)) {
				ok = clash(h, outer, "prefix", diag);
				break;
			}
		}
	}
	free(around);
	free(all);
	return ok;
}

static int
by_asn(const void *va, const void *vb)
{
	const struct participant *a = va, *b = vb;

	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	return (a->place.line > b->place.line) -
	    (a->place.line < b->place.line);
}

bool
participants_sort(struct participants *list, struct diag *diag)
{
	bool ok = true;

	sort_all(list->v, list->n, sizeof *list->v, by_asn);
	for (size_t i = 1; i < list->n; i++) {
		if (list->v[i - 1].asn != list->v[i].asn)
			continue;
		diag_say(diag, DIAG_ERROR, &list->v[i].place, "participant",
		    "two records of AS%" PRIu32 " (expected one)",
		    list->v[i].asn);
		ok = false;
	}
	ok &= check_addresses(list, diag);
	ok &= check_prefixes(list, diag);
	return ok;
}

const struct participant *
participants_find(const struct participants *list, uint32_t asn)
{
	return sort_find(list->v, list->n, sizeof *list->v, &asn,
	    sort_by_number);
}

void
participants_free(struct participants *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->v[i].address.v);
		free(list->v[i].prefix.v);
		free(list->v[i].user);
	}
	free(list->v);
	*list = (struct participants){ 0 };
}
