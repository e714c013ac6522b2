/* A petition: a signed request for peering. */
#include "stream/petition.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/timestamp.h"

const char *const petition_operations[PETITION_OPERATIONS] = { "create",
	"change", "remove", "config", "status" };

static const char *const own[] = { "operation", "date", "key", "signed-by" };

bool
petition_has_field(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (slice_is((struct slice){ name, n }, own[i]))
			return true;
	return false;
}

bool
petition_operation_parse(const char *s, size_t n,
    enum petition_operation *operation, struct why *why)
{
	for (unsigned i = 0; i < PETITION_OPERATIONS; i++)
		if (slice_is((struct slice){ s, n }, petition_operations[i])) {
			*operation = (enum petition_operation)i;
			return true;
		}
	why_not(why, s, n, "create, change, remove, config or status");
	return false;
}

bool
petition_take(const struct taking *t, struct petition *p)
{
	const struct slice *key = &t->record->key;
	struct slice operation, date, by_key, signed_by;
	struct why why;

	*p = (struct petition){ 0 };
	if (!field_slice(t, "operation", &operation) ||
	    !field_slice(t, "date", &date) || !field_slice(t, "key", &by_key) ||
	    !field_slice(t, "signed-by", &signed_by) ||
	    !field_asn(t, "asn", &p->asn))
		return false;
	if (!name_check(key->p, key->n, &why))
		return field_refuse(t, "petition", why.text);
	if (!petition_operation_parse(operation.p, operation.n, &p->operation,
		&why))
		return field_refuse(t, "operation", why.text);
	if (!timestamp_parse(date.p, date.n, &p->date, &why))
		return field_refuse(t, "date", why.text);
	if (!mntner_check(signed_by.p, signed_by.n, &why))
		return field_refuse(t, "signed-by", why.text);
	p->name = mem_strndup(key->p, key->n);
	p->key = mem_strndup(by_key.p, by_key.n);
	p->signed_by = mem_strndup(signed_by.p, signed_by.n);
	return true;
}

void
petition_free(struct petition *p)
{
	free(p->name);
	free(p->key);
	free(p->signed_by);
	*p = (struct petition){ 0 };
}

void
petition_put(struct buf *line, const struct petition *p,
    const struct slice *name, const struct slice *value, size_t n)
{
	char date[TIMESTAMP_TEXT];

	record_start(line, "petition", 8, p->name, strlen(p->name));
	record_field_str(line, "operation", petition_operations[p->operation]);
	record_field_str(line, "date", timestamp_print(date, p->date));
	record_field_str(line, "key", p->key);
	record_field_str(line, "signed-by", p->signed_by);
	for (size_t i = 0; i < n; i++)
		record_field(line, name[i].p, name[i].n, value[i].p,
		    value[i].n);
	record_finish(line);
}
