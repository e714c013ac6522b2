/*
 * The memory: what link-latency sample keeps from round to round, and the
 * file that it is in.  It is text: a line that names the version, the last
 * round, a line for each link in the order of their names, and %end.
 */
#include "link-latency/link-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/sort.h"
#include "stream/latency.h"

#define HEAD "birdfeed-latency 1"
#define FILE_MOST ((size_t)256 * 1024 * 1024)
#define TIME_MOST ((uint64_t)INT64_MAX / 2)

static bool
next_line(struct slice *text, struct slice *line)
{
	if (text->n == 0 || memchr(text->p, '\n', text->n) == NULL)
		return false;
	*line = slice_cut(text, '\n');
	return true;
}

static bool
take_number(struct slice *line, uint64_t most, uint64_t *number)
{
	struct slice word = slice_cut(line, ' ');

	return number_parse(word.p, word.n, 0, most, number, NULL);
}

/* One sample of a ring, and the space behind it: microseconds, or "-" for a
 * round without one.  There are many: it is number_parse() in place. */
static bool
take_sample(struct slice *line, uint32_t *us)
{
	const char *p = line->p, *end = p + line->n;
	uint64_t n = 0;

	if (*p == '-')
		p++;
	else if (*p >= '1' && *p <= '9')
		while (p < end && *p >= '0' && *p <= '9' && n <= UINT32_MAX)
			n = n * 10 + (uint64_t)(*p++ - '0');
	if (p == line->p || n > UINT32_MAX || (p < end && *p++ != ' '))
		return false;
	/* A space is between two, and not behind the last. */
	if (p == end && p[-1] == ' ')
		return false;
	*us = (uint32_t)n;
	line->p = p;
	line->n = (size_t)(end - p);
	return true;
}

static bool
take_ring(struct link *l, struct slice line)
{
	while (line.n > 0)
		if (l->n == LINK_RING || !take_sample(&line, &l->ring[l->n++]))
			return false;
	return true;
}

/* The numbers of a link's line, in the order that they are written in. */
enum {
	CLASS,
	US,
	SINCE,
	AGE,
	PENDING,
	SILENT,
	SENT,
	AGAIN,
	LAST_SENT,
	LAST_AGAIN,
	LEAST,
	LATE,
	STEADY,
	NUMBERS
};
static const uint64_t numbers_most[NUMBERS] = { LATENCY_CLASSES, UINT32_MAX,
	TIME_MOST, LINK_CHANGE_LEAST, LINK_JUDGEMENTS, LINK_SILENT_MOST,
	(uint64_t)1 << 50, (uint64_t)1 << 50, UINT32_MAX, UINT32_MAX,
	UINT32_MAX, UINT32_MAX, LINK_SAMPLES_LEAST };

static bool
take_link(struct memory *m, struct slice line)
{
	struct slice name = slice_cut(&line, ' ');
	uint64_t v[NUMBERS];
	struct link *l;
	struct why why;

	for (size_t i = 0; i < NUMBERS; i++)
		if (!take_number(&line, numbers_most[i], &v[i]))
			return false;
	if (!name_check(name.p, name.n, &why) ||
	    v[CLASS] != (v[US] > 0 ? latency_class((uint32_t)v[US]) : 0))
		return false;
	l = memory_add(m, name);
	l->class = (unsigned)v[CLASS];
	l->us = (uint32_t)v[US];
	l->since = v[SINCE];
	l->age = (uint32_t)v[AGE];
	l->pending = (uint32_t)v[PENDING];
	l->silent = (uint32_t)v[SILENT];
	l->sent = v[SENT];
	l->again = v[AGAIN];
	l->last.sent = (uint32_t)v[LAST_SENT];
	l->last.again = (uint32_t)v[LAST_AGAIN];
	l->least = (uint32_t)v[LEAST];
	l->late = (uint32_t)v[LATE];
	l->steady = (uint32_t)v[STEADY];
	if (take_ring(l, line) &&
	    (m->n < 2 || strcmp(m->v[m->n - 2].name, l->name) < 0))
		return true;
	free(l->name);
	m->n--;
	return false;
}

static bool
take_moment(struct moment *at, struct slice line)
{
	return take_number(&line, TIME_MOST, &at->now) &&
	    take_number(&line, TIME_MOST, &at->uptime) && line.n == 0;
}

enum memory_state
memory_parse(struct memory *m, struct slice text)
{
	struct slice line;

	if (!next_line(&text, &line) || !slice_is(line, HEAD))
		return MEMORY_FOREIGN;
	if (!next_line(&text, &line) || !take_moment(&m->last, line))
		return MEMORY_CUT;
	while (next_line(&text, &line)) {
		if (slice_is(line, "%end"))
			return text.n == 0 ? MEMORY_WHOLE : MEMORY_CUT;
		if (!take_link(m, line))
			return MEMORY_CUT;
	}
	return MEMORY_CUT;
}

/* Appends " NUMBER"; there are many. */
static void
put_number(struct buf *to, uint64_t number)
{
	char text[24], *p = text + sizeof text;

	do {
		*--p = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	*--p = ' ';
	buf_add(to, p, (size_t)(text + sizeof text - p));
}

void
memory_print(const struct memory *m, struct buf *to)
{
	buf_str(to, HEAD "\n");
	buf_printf(to, "%llu", (unsigned long long)m->last.now);
	put_number(to, m->last.uptime);
	buf_char(to, '\n');
	for (size_t i = 0; i < m->n; i++) {
		const struct link *l = &m->v[i];
		const uint64_t v[NUMBERS] = { l->class, l->us, l->since, l->age,
			l->pending, l->silent, l->sent, l->again, l->last.sent,
			l->last.again, l->least, l->late, l->steady };

		buf_str(to, l->name);
		for (size_t j = 0; j < NUMBERS; j++)
			put_number(to, v[j]);
		for (size_t j = 0; j < l->n; j++)
			if (l->ring[j] != 0)
				put_number(to, l->ring[j]);
			else
				buf_add(to, " -", 2);
		buf_char(to, '\n');
	}
	buf_str(to, "%end\n");
}

static bool
refuse(const char *path, const char *what, struct diag *diag)
{
	struct place place = { path, 0 };

	diag_say(diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

/* All of FD. */
static bool
read_all(int fd, struct buf *text)
{
	ssize_t n;

	do {
		char *at = buf_room(text, (size_t)64 * 1024);

		n = read(fd, at, (size_t)64 * 1024);
		if (n > 0)
			text->len += (size_t)n;
	} while (
	    (n > 0 && text->len <= FILE_MOST) || (n == -1 && errno == EINTR));
	if (n > 0)
		errno = EFBIG;
	return n == 0;
}

static bool
judge_state(struct memory *m, enum memory_state state, const char *path,
    bool salvage, struct diag *diag)
{
	static const char *const what[] = {
		[MEMORY_CUT] = "is cut or damaged",
		[MEMORY_FOREIGN] = "is no memory of this version's",
	};
	struct place place = { path, 0 };

	if (state == MEMORY_WHOLE)
		return true;
	if (salvage)
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "%s; %zu links are "
		    "kept",
		    what[state], m->n);
	else
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "%s (expected what "
		    "link-latency sample writes)",
		    what[state]);
	return salvage;
}

bool
memory_read(struct memory *m, const char *path, bool salvage, struct diag *diag)
{
	struct place place = { path, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct buf text = { 0 };
	bool ok;

	if (fd == -1 && errno == ENOENT) {
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "does not exist: "
		    "nothing is known of any link");
		return true;
	}
	if (fd == -1)
		return refuse(path, strerror(errno), diag);
	ok = read_all(fd, &text);
	if (!ok)
		refuse(path, strerror(errno), diag);
	else
		ok = judge_state(m,
		    memory_parse(m, (struct slice){ text.data, text.len }),
		    path, salvage, diag);
	close(fd);
	buf_free(&text);
	return ok;
}

bool
memory_write(const struct memory *m, const char *path, struct diag *diag)
{
	struct buf text = { 0 }, temporary = { 0 };
	bool ok = false;
	char *name;
	int fd;

	memory_print(m, &text);
	buf_printf(&temporary, "%s.XXXXXX", path);
	buf_char(&temporary, '\0');
	name = temporary.data;
	fd = mkostemp(name, O_CLOEXEC);
	if (fd != -1) {
		ok = fd_write(fd, text.data, text.len) &&
		    fchmod(fd, 0644) == 0 && fsync(fd) == 0;
		ok = close(fd) == 0 && ok;
		ok = ok && rename(name, path) == 0;
	}
	if (!ok)
		refuse(path, strerror(errno), diag);
	if (!ok && fd != -1)
		unlink(name);
	buf_free(&text);
	buf_free(&temporary);
	return ok;
}

struct link *
memory_find(const struct memory *m, const char *name)
{
	return sort_find(m->v, m->n, sizeof *m->v, &name, sort_by_text);
}

struct link *
memory_add(struct memory *m, struct slice name)
{
	struct link *l;

	m->v = mem_grow(m->v, m->n, &m->cap, sizeof *m->v);
	l = &m->v[m->n++];
	memset(l, 0, sizeof *l);
	l->name = mem_strndup(name.p, name.n);
	return l;
}

void
memory_sort(struct memory *m)
{
	sort_all(m->v, m->n, sizeof *m->v, sort_by_text);
}

void
memory_drop_forgotten(struct memory *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->n; i++) {
		if (link_forgotten(&m->v[i]))
			free(m->v[i].name);
		else if (kept++ != i)
			m->v[kept - 1] = m->v[i];
	}
	m->n = kept;
}

/* Seconds that passed by the clock that nobody sets, if the host has not
 * started anew since; else by the wall clock, if that went on. */
static uint64_t
elapsed(const struct moment *from, const struct moment *to)
{
	if (from->uptime != 0 && to->uptime >= from->uptime)
		return to->uptime - from->uptime;
	return to->now >= from->now ? to->now - from->now : LINK_ROUND;
}

uint32_t
memory_advance(struct memory *m, const struct moment *to, int64_t *jump)
{
	uint64_t seconds = elapsed(&m->last, to);
	uint64_t rounds = (seconds + LINK_ROUND / 2) / LINK_ROUND;

	*jump = 0;
	if (m->last.now == 0) {
		m->last = *to;
		return 1;
	}
	if (rounds == 0)
		return 0;
	*jump = (int64_t)(to->now - m->last.now - seconds);
	if (*jump > -LINK_ROUND / 2 && *jump < LINK_ROUND / 2)
		*jump = 0;
	for (size_t i = 0; *jump != 0 && i < m->n; i++) {
		struct link *l = &m->v[i];
		int64_t since = (int64_t)l->since + *jump;

		if (l->class != 0)
			l->since = since > 0 ? (uint64_t)since : 0;
	}
	m->last = *to;
	return rounds < UINT32_MAX ? (uint32_t)rounds : UINT32_MAX;
}

void
memory_free(struct memory *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->v[i].name);
	free(m->v);
	*m = (struct memory){ 0 };
}
