/* A VRP: which AS may announce a prefix, up to which length. */
#include "vrp.h"

bool
vrp_take(const struct taking *t, struct vrp *vrp)
{
	if (!field_prefix(t, "prefix", &vrp->prefix) ||
	    !field_length(t, "max-length", &vrp->prefix, &vrp->max) ||
	    !field_asn(t, "origin", &vrp->asn))
		return false;
	return vrp->max >= vrp->prefix.len ||
	    field_refuse(t, "max-length", "shorter than the prefix");
}

int
vrp_cmp(const struct vrp *a, const struct vrp *b)
{
	int c = prefix_cmp(&a->prefix, &b->prefix);

	if (c != 0)
		return c;
	if (a->max != b->max)
		return a->max < b->max ? -1 : 1;
	return (a->asn > b->asn) - (a->asn < b->asn);
}
