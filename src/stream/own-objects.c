/* An AS's own objects in a registry, to find out which of them are missing. */
#include "stream/own-objects.h"

#include <stdlib.h>

#include "base/asn.h"
#include "base/mem.h"

static bool
slice_is_asn(struct slice s, uint32_t asn)
{
	struct why why;
	uint32_t number;

	return asn_parse(s.p, s.n, &number, &why) && number == asn;
}

static void
take_own_route(struct own_objects *o, const struct record *rec)
{
	struct prefix prefix;
	struct why why;

	o->has_routes = true;
	if (!prefix_parse(rec->key.p, rec->key.n, &prefix, &why))
		return;
	for (size_t i = 0; i < rec->n; i++) {
		if (!slice_is(rec->name[i], "origin") ||
		    !slice_is_asn(rec->value[i], o->asn))
			continue;
		o->route = mem_grow(o->route, o->n, &o->cap, sizeof prefix);
		o->route[o->n++] = prefix;
		return;
	}
}

void
own_objects_take(struct own_objects *o, const struct record *rec)
{
	if (slice_is(rec->class, "aut-num")) {
		o->has_aut_nums = true;
		o->aut_num |= slice_is_asn(rec->key, o->asn);
	} else if (slice_is(rec->class, "route") ||
	    slice_is(rec->class, "route6")) {
		take_own_route(o, rec);
	}
}

bool
own_objects_no_aut_num(const struct own_objects *o)
{
	return o->has_aut_nums && !o->aut_num;
}

bool
own_objects_no_route(const struct own_objects *o, const struct prefix *prefix)
{
	for (size_t i = 0; i < o->n; i++)
		if (prefix_cmp(&o->route[i], prefix) == 0)
			return false;
	return o->has_routes;
}

void
own_objects_free(struct own_objects *o)
{
	free(o->route);
	*o = (struct own_objects){ 0 };
}
