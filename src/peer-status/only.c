/* --only: selects protocols. */
#include "peer-status/only.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"

void
only_start(struct only *o, const char *list)
{
	*o = (struct only){ .list = list };
	if (list != NULL)
		o->met = mem_zalloc(strlen(list) + 1);
}

/* What a word of the list may name. */
struct selected {
	const char *name;
	struct count asn;
	const struct addr *addr;
};

/* An AS number needs its "AS", because a name may consist of digits. */
static bool
is_asn(struct slice word, const struct count *asn)
{
	struct why why;
	uint32_t n;

	return asn->has && word.n > 2 && (word.p[0] | 0x20) == 'a' &&
	    asn_parse(word.p, word.n, &n, &why) && asn->n == n;
}

static bool
is_addr(struct slice word, const struct addr *addr)
{
	struct why why;
	struct addr a;

	return addr != NULL && addr_parse(word.p, word.n, &a, &why) &&
	    addr_cmp(&a, addr) == 0;
}

static bool
matches(struct only *o, const struct selected *s)
{
	const char *at = o->list;
	bool any = false;

	if (at == NULL)
		return true;
	for (size_t i = 0;; i++, at++) {
		struct slice word = { at, strcspn(at, ",") };

		if ((s->name != NULL && slice_is(word, s->name)) ||
		    is_asn(word, &s->asn) || is_addr(word, s->addr))
			any = o->met[i] = true;
		at += word.n;
		if (*at == '\0')
			return any;
	}
}

bool
only_matches(struct only *o, const struct protocol *p)
{
	struct selected s = { p->name, p->neighbor_asn, NULL };
	struct addr addr;
	struct why why;

	if (p->neighbor != NULL && !p->is_range &&
	    addr_parse(p->neighbor, strcspn(p->neighbor, "%"), &addr, &why))
		s.addr = &addr;
	return matches(o, &s);
}

bool
only_matches_as(struct only *o, uint32_t asn)
{
	return matches(o, &(struct selected){ .asn = { true, asn } });
}

bool
only_matches_addr(struct only *o, const struct addr *a)
{
	return matches(o, &(struct selected){ .addr = a });
}

void
only_finish(struct only *o, struct diag *diag)
{
	const char *at = o->list;

	for (size_t i = 0; at != NULL; i++) {
		size_t n = strcspn(at, ",");

		if (!o->met[i] && diag != NULL)
			diag_say(diag, DIAG_WARNING, NULL, "--only",
			    "\"%.*s\": BIRD has no such session", (int)n, at);
		at = at[n] == ',' ? at + n + 1 : NULL;
	}
	free(o->met);
	*o = (struct only){ 0 };
}
