/* A revision: how old the state of a registry is. */
#include "stream/revision.h"

#include <stdio.h>
#include <string.h>

#include "base/timestamp.h"
#include "stream/record.h"

void
revision_keep_oldest(struct revision *oldest, int64_t time)
{
	if (oldest->time == 0 || time < oldest->time)
		oldest->time = time;
}

bool
revision_take(const struct taking *t, struct revision *oldest)
{
	const struct slice *key = &t->record->key;
	struct why why;
	int64_t time;

	if (!timestamp_parse(key->p, key->n, &time, &why))
		return field_refuse(t, "revision", why.text);
	revision_keep_oldest(oldest, time);
	return true;
}

void
revision_put(struct buf *line, const struct revision *revision)
{
	char time[TIMESTAMP_TEXT];

	timestamp_print(time, revision->time);
	record_start(line, "revision", strlen("revision"), time, strlen(time));
	record_finish(line);
}

const char *
revision_age(char text[static REVISION_AGE], const struct revision *revision)
{
	char age[DURATION_TEXT];

	text[0] = '\0';
	if (revision->time != 0)
		snprintf(text, REVISION_AGE, ", whose newest commit is %s old",
		    duration_words(age, timestamp_now() - revision->time));
	return text;
}
