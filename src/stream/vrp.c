/* A VRP: which AS may announce a prefix, up to which length. */
#include "stream/vrp.h"

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
