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

/* An AS number needs its "AS", because a name may consist of digits. */
static bool
matches(struct slice word, const struct protocol *p)
{
	struct why why;
	uint32_t asn;

	if (slice_is(word, p->name))
		return true;
	return word.n > 2 && (word.p[0] | 0x20) == 'a' &&
	    asn_parse(word.p, word.n, &asn, &why) && p->neighbor_asn.has &&
	    p->neighbor_asn.n == asn;
}

bool
only_matches(struct only *o, const struct protocol *p)
{
	const char *at = o->list;
	bool any = false;

	if (at == NULL)
		return true;
	for (size_t i = 0;; i++, at++) {
		struct slice word = { at, strcspn(at, ",") };

		if (matches(word, p))
			any = o->met[i] = true;
		at += word.n;
		if (*at == '\0')
			return any;
	}
}

void
only_finish(struct only *o, struct diag *diag)
{
	const char *at = o->list;

	for (size_t i = 0; at != NULL; i++) {
		size_t n = strcspn(at, ",");

		if (!o->met[i])
			diag_say(diag, DIAG_WARNING, NULL, "--only",
			    "\"%.*s\": BIRD has no such session", (int)n,
			    at);
		at = at[n] == ',' ? at + n + 1 : NULL;
	}
	free(o->met);
	*o = (struct only){ 0 };
}
