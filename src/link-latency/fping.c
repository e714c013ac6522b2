/* What fping(8) measured, for links without a BGP connection of their own. */
#include "link-latency/fping.h"

#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"

/* The link to "ADDRESS" or "ADDRESS%INTERFACE"; false if it is neither. */
static bool
find_link(const struct roster *r, struct slice target,
    struct roster_link **link)
{
	const char *percent = target.n > 0 ? memchr(target.p, '%', target.n) :
					     NULL;
	size_t n = percent != NULL ? (size_t)(percent - target.p) : target.n;
	char interface[IF_NAMESIZE] = "";
	struct addr addr;

	if (!addr_parse(target.p, n, &addr, NULL))
		return false;
	if (percent != NULL) {
		if (target.n - n - 1 >= sizeof interface)
			return false;
		memcpy(interface, percent + 1, target.n - n - 1);
	}
	*link = roster_find(r, &addr, if_nametoindex(interface));
	return true;
}

/* The least of the times at TEXT, 0 if none of them came back. */
static bool
least_time(struct slice text, uint32_t *least)
{
	*least = 0;
	while (text.n > 0) {
		struct why why;
		struct slice word = slice_cut(&text, ' ');
		uint32_t us;

		if (word.n == 0 || slice_is(word, "-"))
			continue;
		if (!latency_parse(word.p, word.n, &us, &why))
			return false;
		if (*least == 0 || us < *least)
			*least = us;
	}
	return true;
}

bool
fping_take(struct roster *r, struct slice line)
{
	static const char colon[] = " : ";
	const char *at = line.n == 0 ?
	    NULL :
	    memmem(line.p, line.n, colon, sizeof colon - 1);
	struct link_sample sample = { 0 };
	struct roster_link *link;
	struct slice target, times;

	if (at == NULL)
		return false;
	target = (struct slice){ line.p, (size_t)(at - line.p) };
	times = (struct slice){ at + sizeof colon - 1,
		line.n - target.n - (sizeof colon - 1) };
	/* It pads the targets to one width. */
	while (target.n > 0 && target.p[target.n - 1] == ' ')
		target.n--;
	if (!find_link(r, target, &link) || !least_time(times, &sample.us))
		return false;
	if (link != NULL && !link->sample.has_loss)
		roster_measure(link, &sample);
	return true;
}

bool
fping_read(struct roster *r, int fd, struct diag *diag)
{
	struct place place = { "-", 0 };
	int copy = dup(fd);
	FILE *f = copy != -1 ? fdopen(copy, "r") : NULL;
	char *line = NULL;
	size_t size = 0;
	bool ok = f != NULL;
	ssize_t n;

	while (ok && (n = getline(&line, &size, f)) > 0) {
		place.line++;
		if (line[n - 1] == '\n')
			n--;
		if (n == 0 || fping_take(r, (struct slice){ line, (size_t)n }))
			continue;
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "no line of fping's "
		    "(expected ADDRESS : TIME ..., as of fping -q -C 5)");
		ok = false;
	}
	if (f == NULL || ferror(f)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "read: %s",
		    strerror(errno));
		ok = false;
	}
	free(line);
	if (f != NULL)
		fclose(f);
	else if (copy != -1)
		close(copy);
	return ok;
}
