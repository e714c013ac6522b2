/* An activity: the day on which an AS was last seen. */
#include "stream/activity.h"

#include <string.h>

#include "base/asn.h"
#include "base/date.h"
#include "stream/record.h"

bool
activity_take(const struct taking *t, struct activity *activity)
{
	const struct slice *key = &t->record->key;
	struct slice day;
	struct why why;

	if (!asn_parse(key->p, key->n, &activity->asn, &why))
		return field_refuse(t, "activity", why.text);
	if (!field_slice(t, "last-seen", &day) ||
	    !field_slice(t, "source", &activity->source))
		return false;
	return date_parse(day.p, day.n, &activity->day, &why) ||
	    field_refuse(t, "last-seen", why.text);
}

void
activity_put(struct buf *line, const struct activity *activity)
{
	char asn[ASN_TEXT], day[DATE_TEXT];

	asn_print(asn, activity->asn);
	record_start(line, "activity", strlen("activity"), asn, strlen(asn));
	record_field_str(line, "last-seen", date_print(day, activity->day));
	record_field(line, "source", strlen("source"), activity->source.p,
	    activity->source.n);
	record_finish(line);
}

int
activity_cmp(const struct activity *a, const struct activity *b)
{
	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	return slice_cmp(a->source, b->source);
}
