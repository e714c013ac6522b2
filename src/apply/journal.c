/* The journal: how far the last change got. */
#include "apply/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/timestamp.h"

#define JOURNAL_MOST ((off_t)1024 * 1024)

static const char name[] = "journal";

static const char *const states[] = {
	[JOURNAL_NONE] = "",
	[JOURNAL_PENDING] = "pending",
	[JOURNAL_CONFIRMED] = "confirmed",
	[JOURNAL_UNDONE] = "undone",
	[JOURNAL_FAILED] = "failed",
};

static bool
take_id(char id[static ID_TEXT], struct slice w)
{
	if (!id_ok(w.p, w.n))
		return false;
	memcpy(id, w.p, w.n);
	id[w.n] = '\0';
	return true;
}

static bool
take_line(struct journal *j, struct slice line)
{
	struct slice state = slice_cut(&line, ' '), id = slice_cut(&line, ' ');
	struct slice from = slice_cut(&line, ' '), when = slice_cut(&line, ' ');

	for (size_t i = JOURNAL_PENDING; i <= JOURNAL_FAILED; i++)
		if (slice_is(state, states[i]))
			j->state = (enum journal_state)i;
	if (j->state == JOURNAL_NONE || !take_id(j->id, id) ||
	    (!slice_is(from, "-") && !take_id(j->from, from)) || when.n == 0 ||
	    when.n >= sizeof j->time)
		return false;
	memcpy(j->time, when.p, when.n);
	buf_add(&j->note, line.p, line.n);
	return true;
}

static bool
take_text(struct journal *j, const struct buf *text)
{
	size_t n = text->len;

	return n > 0 && text->data[n - 1] == '\n' &&
	    memchr(text->data, '\n', n) == text->data + n - 1 &&
	    take_line(j, (struct slice){ text->data, n - 1 });
}

bool
journal_read(struct journal *j, struct store *s)
{
	int fd = s->fd == -1 ?
	    -1 :
	    openat(s->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct buf text = { 0 };
	bool ok;

	*j = (struct journal){ .state = JOURNAL_NONE };
	if (fd == -1 && (s->fd == -1 || errno == ENOENT))
		return true;
	ok = file_slurp(fd, JOURNAL_MOST, &text) && take_text(j, &text);
	buf_free(&text);
	if (!ok)
		diag_say(s->diag, DIAG_ERROR, NULL, NULL,
		    "%s/%s: not "
		    "apply's (look at what the router runs, then remove it)",
		    s->path, name);
	return ok;
}

/* Keeps the note on one line: a reason may quote BIRD's output. */
static void
add_note(struct buf *line, const char *note)
{
	buf_char(line, ' ');
	for (; *note != '\0'; note++)
		buf_char(line, *note >= ' ' && *note <= '~' ? *note : '?');
}

bool
journal_write(struct store *s, enum journal_state state, const char *id,
    const char *from, const char *note)
{
	struct buf line = { 0 };
	char when[TIMESTAMP_TEXT];
	bool ok;

	timestamp_print(when, timestamp_now());
	buf_printf(&line, "%s %s %s %s", states[state], id,
	    *from != '\0' ? from : "-", when);
	if (note != NULL && *note != '\0')
		add_note(&line, note);
	buf_char(&line, '\n');
	ok = store_put(s, name, line.data, line.len);
	buf_free(&line);
	return ok;
}

static const char try_word[] = "try=";
static const char new_word[] = "new=1";
static const char try_start[] = "try ";

void
journal_note_pending(struct buf *note, unsigned tries, bool is_new,
    const struct name_list *stay)
{
	if (tries > 0)
		buf_printf(note, "%s%u ", try_word, tries);
	if (is_new)
		buf_printf(note, "%s ", new_word);
	for (size_t i = 0; i < stay->n; i++)
		buf_printf(note, "%s ", stay->v[i]);
	if (note->len > 0)
		note->len--;
}

void
journal_note_try(struct buf *note, unsigned try)
{
	buf_printf(note, "%s%u of %u: ", try_start, try, JOURNAL_TRIES);
}

/* The number after START; 0 if W does not start with START. */
static unsigned
number_after(struct slice w, const char *start)
{
	size_t n = strlen(start);
	struct why ignored;
	uint64_t value;

	if (w.n <= n || memcmp(w.p, start, n) != 0)
		return 0;
	w.p += n;
	w.n -= n;
	w = slice_cut(&w, ' ');
	return number_parse(w.p, w.n, 1, UINT16_MAX, &value, &ignored) ?
	    (unsigned)value :
	    0;
}

unsigned
journal_tries(const struct journal *j, const char *id)
{
	struct slice note = { j->note.data, j->note.len };

	if (note.n == 0 || strcmp(j->id, id) != 0)
		return 0;
	if (j->state == JOURNAL_PENDING)
		return number_after(slice_cut(&note, ' '), try_word);
	return j->state == JOURNAL_UNDONE ? number_after(note, try_start) : 0;
}

bool
journal_is_new(const struct journal *j)
{
	struct slice rest = { j->note.data, j->note.len };
	bool is_new = false;

	while (rest.n > 0)
		is_new |= slice_is(slice_cut(&rest, ' '), new_word);
	return is_new;
}

/* Skips words with "=": no interface of apply has one in its name. */
void
journal_stay(const struct journal *j, struct name_list *stay)
{
	struct slice rest = { j->note.data, j->note.len };

	while (rest.n > 0) {
		struct slice w = slice_cut(&rest, ' ');

		if (w.n > 0 && memchr(w.p, '=', w.n) == NULL)
			name_list_add(stay, w);
	}
}

void
journal_free(struct journal *j)
{
	buf_free(&j->note);
	*j = (struct journal){ .state = JOURNAL_NONE };
}
