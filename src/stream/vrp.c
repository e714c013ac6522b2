/* A VRP: the AS that may announce a prefix, up to a maximum length. */
#include "stream/vrp.h"

#include <string.h>

#include "base/asn.h"
#include "base/number.h"
#include "base/print.h"

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

const struct slice *
vrp_source(const struct taking *t)
{
	return record_get(t->record, "source");
}

void
vrp_put(struct buf *line, const struct vrp *vrp, struct slice source)
{
	char prefix[PREFIX_TEXT], asn[ASN_TEXT], max[4];
	char key[PREFIX_TEXT + ASN_TEXT + sizeof max + 2];
	size_t n;

	prefix_print(prefix, &vrp->prefix);
	asn_print(asn, vrp->asn);
	print_text(max, sizeof max, "%u", (unsigned)vrp->max);
	n = print_text(key, sizeof key, "%s-%s-%s", prefix, max, asn);
	record_start(line, "vrp", strlen("vrp"), key, n);
	record_field_str(line, "prefix", prefix);
	record_field_str(line, "max-length", max);
	record_field_str(line, "origin", asn);
	if (source.n > 0)
		record_field(line, "source", strlen("source"), source.p,
		    source.n);
	record_finish(line);
}
