/* A refusal: an AS number at an exchange, and why it is no participant's. */
#include "stream/refusal.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"

struct refusal *
refusals_add(struct refusals *list)
{
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n] = (struct refusal){ 0 };
	return &list->v[list->n++];
}

static void
add_reason(struct refusal *r, struct slice text)
{
	r->reason.v = mem_resize(r->reason.v, r->reason.n + 1,
	    sizeof *r->reason.v);
	r->reason.v[r->reason.n++] = mem_strndup(text.p, text.n);
}

void
refusal_because(struct refusal *r, const char *text)
{
	add_reason(r, (struct slice){ text, strlen(text) });
}

static bool
take_address(struct refusal *r, const struct taking *t, struct slice value)
{
	struct addr a;
	struct why why;

	if (!addr_parse(value.p, value.n, &a, &why))
		return field_refuse(t, "address", why.text);
	r->address.v = mem_grow(r->address.v, r->address.n, &r->address.cap,
	    sizeof a);
	r->address.v[r->address.n++] = a;
	return true;
}

static bool
take_field(struct refusal *r, const struct taking *t, size_t i)
{
	const struct slice *name = &t->record->name[i];
	struct why why;

	if (slice_is(*name, "address"))
		return take_address(r, t, t->record->value[i]);
	if (slice_is(*name, "reason")) {
		add_reason(r, t->record->value[i]);
		return true;
	}
	why_not(&why, name->p, name->n, "a field of a refusal record");
	return field_refuse(t, NULL, why.text);
}

bool
refusals_take(struct refusals *list, const struct taking *t)
{
	const struct slice *key = &t->record->key;
	struct refusal *r = refusals_add(list);
	struct why why;

	if (!asn_parse(key->p, key->n, &r->asn, &why))
		return field_refuse(t, "refusal", why.text);
	for (size_t i = 0; i < t->record->n; i++)
		if (!take_field(r, t, i))
			return false;
	return r->reason.n > 0 || field_refuse(t, "reason", "missing");
}

void
refusal_put(struct buf *line, const struct refusal *r)
{
	char text[ADDR_TEXT];

	asn_print(text, r->asn);
	record_start(line, "refusal", strlen("refusal"), text, strlen(text));
	for (size_t i = 0; i < r->address.n; i++)
		record_field_str(line, "address",
		    addr_print(text, &r->address.v[i]));
	for (size_t i = 0; i < r->reason.n; i++)
		record_field_str(line, "reason", r->reason.v[i]);
	record_finish(line);
}

static int
refusal_cmp(const void *va, const void *vb)
{
	const struct refusal *a = va, *b = vb;
	size_t n = a->address.n < b->address.n ? a->address.n : b->address.n;
	int c = (a->asn > b->asn) - (a->asn < b->asn);

	for (size_t i = 0; c == 0 && i < n; i++)
		c = addr_cmp(&a->address.v[i], &b->address.v[i]);
	if (c == 0)
		c = (a->address.n > b->address.n) -
		    (a->address.n < b->address.n);
	n = a->reason.n < b->reason.n ? a->reason.n : b->reason.n;
	for (size_t i = 0; c == 0 && i < n; i++)
		c = strcmp(a->reason.v[i], b->reason.v[i]);
	return c != 0 ?
	    c :
	    (a->reason.n > b->reason.n) - (a->reason.n < b->reason.n);
}

void
refusals_sort(struct refusals *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct refusal *r = &list->v[i];

		r->address.n = sort_once(r->address.v, r->address.n,
		    sizeof *r->address.v, sort_by_addr);
		sort_all(r->reason.v, r->reason.n, sizeof *r->reason.v,
		    sort_by_text);
	}
	sort_all(list->v, list->n, sizeof *list->v, refusal_cmp);
}

const struct refusal *
refusals_find(const struct refusals *list, uint32_t asn)
{
	return sort_find(list->v, list->n, sizeof *list->v, &asn,
	    sort_by_number);
}

void
refusals_free(struct refusals *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->v[i].address.v);
		for (size_t j = 0; j < list->v[i].reason.n; j++)
			free(list->v[i].reason.v[j]);
		free(list->v[i].reason.v);
	}
	free(list->v);
	*list = (struct refusals){ 0 };
}
