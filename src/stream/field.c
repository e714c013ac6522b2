/* A field of a record, read by its type. */
#include "stream/field.h"

#include "base/asn.h"
#include "base/number.h"

bool
field_refuse(const struct taking *t, const char *field, const char *why)
{
	diag_say(t->diag, DIAG_ERROR, t->place, field, "%s", why);
	return false;
}

bool
field_slice(const struct taking *t, const char *name, struct slice *value)
{
	const struct slice *found = record_get(t->record, name);

	if (found == NULL)
		return field_refuse(t, name, "missing");
	*value = *found;
	return true;
}

bool
field_prefix(const struct taking *t, const char *name, struct prefix *p)
{
	struct slice value;
	struct why why;

	return field_slice(t, name, &value) &&
	    (prefix_parse(value.p, value.n, p, &why) ||
		field_refuse(t, name, why.text));
}

bool
field_asn(const struct taking *t, const char *name, uint32_t *asn)
{
	struct slice value;
	struct why why;

	return field_slice(t, name, &value) &&
	    (asn_parse(value.p, value.n, asn, &why) ||
		field_refuse(t, name, why.text));
}

bool
field_length(const struct taking *t, const char *name, const struct prefix *p,
    uint8_t *len)
{
	struct slice value;
	struct why why;
	uint64_t n;

	if (!field_slice(t, name, &value))
		return false;
	if (!number_parse(value.p, value.n, 0, addr_bits(&p->addr), &n, &why))
		return field_refuse(t, name, why.text);
	*len = (uint8_t)n;
	return true;
}
