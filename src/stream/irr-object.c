/* Objects of an IRR: sets and routes. */
#include "stream/irr-object.h"

#include <string.h>

#include "base/asn.h"
#include "stream/record.h"

void
irr_set_put(struct buf *line, const char *class, const char *name,
    const char *members, const char *ranges, const char *source)
{
	record_start(line, class, strlen(class), name, strlen(name));
	if (members[0] != '\0')
		record_field_str(line, "members", members);
	if (ranges[0] != '\0')
		record_field_str(line, "mp-members", ranges);
	if (source != NULL)
		record_field_str(line, "source", source);
	record_finish(line);
}

void
irr_route_put(struct buf *line, const struct prefix *prefix, uint32_t asn)
{
	const char *class = prefix->addr.family == 4 ? "route" : "route6";
	char key[PREFIX_TEXT], origin[ASN_TEXT];

	prefix_print(key, prefix);
	record_start(line, class, strlen(class), key, strlen(key));
	record_field_str(line, "origin", asn_print(origin, asn));
	record_finish(line);
}
