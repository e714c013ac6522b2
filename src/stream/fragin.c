/* Reads a fragment stream. */
#include "stream/fragin.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/prefix.h"
#include "base/timestamp.h"
#include "base/utf8.h"
#include "stream/copy-name.h"
#include "stream/record.h"

#define BLOCK ((size_t)64 * 1024)

/* All sets.  To add a set, add a row. */
static const char *const set_names[] = { "bird", "wireguard", "networkd" };

/* The state of the parser: the text, the line, and the open set and file. */
struct parsing {
	struct fragments *fr;
	struct place place;
	struct diag *diag;
	const char *next;
	const char *end;
	bool in_set;
	bool in_file;
	bool in_body;
};

static bool
refuse(struct parsing *p, const char *text)
{
	diag_say(p->diag, DIAG_ERROR, &p->place, NULL, "%s", text);
	return false;
}

static struct frag_set *
last_set(struct parsing *p)
{
	return &p->fr->set[p->fr->n - 1];
}

static struct frag_file *
last_file(struct parsing *p)
{
	struct frag_set *set = last_set(p);

	return &set->file[set->n - 1];
}

static bool
begin_set(struct parsing *p, struct slice rest)
{
	struct slice name = slice_cut(&rest, ' ');
	bool known = false;

	for (size_t i = 0; i < sizeof set_names / sizeof *set_names; i++)
		known |= slice_is(name, set_names[i]);
	if (p->in_set)
		return refuse(p, "a set begins in a set (expected its end)");
	if (!known || !slice_is(rest, "1"))
		return refuse(p,
		    "an unknown set or version (expected "
		    "bird 1, wireguard 1 or networkd 1)");
	for (size_t i = 0; i < p->fr->n; i++)
		if (p->fr->set[i].name.n == name.n &&
		    memcmp(p->fr->set[i].name.p, name.p, name.n) == 0)
			return refuse(p, "this set was there before");
	p->fr->set = mem_grow(p->fr->set, p->fr->n, &p->fr->cap,
	    sizeof *p->fr->set);
	p->fr->set[p->fr->n++] = (struct frag_set){ .name = name };
	p->in_set = true;
	return true;
}

static bool
begin_file(struct parsing *p, struct slice rest)
{
	struct frag_set *set;
	struct frag_file file = { .path = slice_cut(&rest, ' ') };

	if (!p->in_set)
		return refuse(p, "a file outside a set");
	set = last_set(p);
	if (!fragment_path_ok(file.path, set->name))
		return refuse(p,
		    "a file name that is not allowed (expected "
		    "SET/NAME of a-z 0-9 . _ -, no part starting with a "
		    "dot)");
	if (slice_is(rest, "0600"))
		file.mode = 0600;
	else if (slice_is(rest, "0640"))
		file.mode = 0640;
	else if (slice_is(rest, "0644"))
		file.mode = 0644;
	else
		return refuse(p, "a mode that is not 0600, 0640 or 0644");
	file.head.p = p->next;
	set->file = mem_grow(set->file, set->n, &set->cap, sizeof *set->file);
	set->file[set->n++] = file;
	p->in_file = true;
	p->in_body = false;
	return true;
}

static bool
add_count(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);
	struct frag_count count = { .what = slice_cut(&rest, ' ') };
	struct why why;
	uint64_t n;

	if (!record_name_ok(count.what.p, count.what.n) ||
	    !number_parse(rest.p, rest.n, 0, UINT32_MAX, &n, &why))
		return refuse(p, "expected \"count WHAT NUMBER\"");
	count.n = (unsigned long)n;
	file->count = mem_grow(file->count, file->ncount, &file->count_cap,
	    sizeof count);
	file->count[file->ncount++] = count;
	return true;
}

/* Reads the "WHAT NAME" of "member" and "leave". */
static bool
take_name(struct parsing *p, struct slice rest, struct frag_name **list,
    size_t *n, size_t *cap)
{
	struct frag_name name = { .what = slice_cut(&rest, ' ') };
	struct why why;

	name.name = rest;
	if (!record_name_ok(name.what.p, name.what.n) ||
	    !name_check(rest.p, rest.n, &why))
		return refuse(p, "expected \"WHAT NAME\"");
	*list = mem_grow(*list, *n, cap, sizeof name);
	(*list)[(*n)++] = name;
	return true;
}

static bool
add_member(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);

	return take_name(p, rest, &file->member, &file->nmember,
	    &file->member_cap);
}

static bool
add_leave(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);

	return take_name(p, rest, &file->leave, &file->nleave,
	    &file->leave_cap);
}

static bool
add_revision(struct parsing *p, struct slice rest)
{
	struct why why;
	int64_t time;

	if (!timestamp_parse(rest.p, rest.n, &time, &why))
		return refuse(p, why.text);
	revision_keep_oldest(&p->fr->registry, time);
	return true;
}

static bool
add_session(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);
	struct frag_session session = { .name = slice_cut(&rest, ' ') };
	struct why why;

	session.settings = rest;
	if (!symbol_check(session.name.p, session.name.n, &why))
		return refuse(p,
		    "expected \"session NAME SETTING=VALUE "
		    "...\"");
	file->session = mem_grow(file->session, file->nsession,
	    &file->session_cap, sizeof session);
	file->session[file->nsession++] = session;
	return true;
}

static bool
add_depends(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);
	struct why why;

	if (!path_check(rest.p, rest.n, &why))
		return refuse(p, why.text);
	file->depends = mem_grow(file->depends, file->ndepends,
	    &file->depends_cap, sizeof rest);
	file->depends[file->ndepends++] = rest;
	return true;
}

/* Checks the whole line, because apply(8) makes kernel rules of it. */
static bool
add_table(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);
	struct slice all = rest, w = slice_cut(&rest, ' ');
	struct prefix prefix;
	struct why why;
	uint64_t n;
	bool ok = file->table.n == 0 &&
	    number_parse(w.p, w.n, 1, UINT32_MAX, &n, &why);

	while (ok && rest.n > 0) {
		w = slice_cut(&rest, ' ');
		ok = prefix_parse(w.p, w.n, &prefix, &why);
	}
	if (!ok)
		return refuse(p,
		    "expected \"table NUMBER PREFIX ...\", once "
		    "in a file");
	file->table = all;
	return true;
}

static bool
add_copy(struct parsing *p, struct slice rest)
{
	struct frag_file *file = last_file(p);
	char name[COPY_NAME];
	struct slice end = file->path;
	struct why why;

	if (!path_check(rest.p, rest.n, &why))
		return refuse(p, why.text);
	copy_name(name, rest);
	end.p += last_set(p)->name.n + 1;
	end.n -= last_set(p)->name.n + 1;
	if (!slice_is(end, name) || file->copy.n > 0)
		return refuse(p,
		    "a copy whose name is not that of its "
		    "source (expected SET/copy/HASH)");
	file->copy = rest;
	return true;
}

/* True if the path of one of SET's files is a folder in FILE's path. */
static bool
below_a_file(const struct frag_set *set, const struct frag_file *file)
{
	for (size_t i = set->name.n + 1; i < file->path.n; i++)
		if (file->path.p[i] == '/' &&
		    frag_set_file(set, (struct slice){ file->path.p, i }) !=
			NULL)
			return true;
	return false;
}

static bool
end_set(struct parsing *p, struct slice rest)
{
	struct slice name = slice_cut(&rest, ' ');
	struct frag_set *set;
	struct why why;
	uint64_t n;
	size_t counts = 0;

	if (!p->in_set)
		return refuse(p, "a set ends that was not begun");
	set = last_set(p);
	if (name.n != set->name.n || memcmp(name.p, set->name.p, name.n) != 0)
		return refuse(p, "another set than the open one ends");
	if (!number_parse(rest.p, rest.n, 0, UINT32_MAX, &n, &why) ||
	    n != set->n)
		return refuse(p,
		    "the set's end counts other files than came "
		    "(is the stream whole?)");
	fragments_sort(set);
	for (size_t i = 0; i < set->n; i++) {
		counts += set->file[i].ncount;
		if (i > 0 &&
		    slice_cmp(set->file[i - 1].path, set->file[i].path) == 0)
			return refuse(p, "the set holds one file twice");
		if (below_a_file(set, &set->file[i]))
			return refuse(p,
			    "the set holds a file and a folder "
			    "of one name");
	}
	if (counts == 0 && slice_is(set->name, "bird"))
		return refuse(p, "a bird set without a count");
	p->in_set = p->in_file = false;
	return true;
}

/* The words after "#% ", and their functions. */
static const struct {
	const char *word;
	bool (*take)(struct parsing *p, struct slice rest);
	bool ends_file; /* the file before it is complete */
	bool in_head;	/* only between "file" and its text */
} framing[] = {
	{ "begin", begin_set, true, false },
	{ "file", begin_file, true, false },
	{ "end", end_set, true, false },
	{ "count", add_count, false, true },
	{ "member", add_member, false, true },
	{ "leave", add_leave, false, true },
	{ "revision", add_revision, false, true },
	{ "session", add_session, false, true },
	{ "table", add_table, false, true },
	{ "depends", add_depends, false, true },
	{ "copy", add_copy, false, true },
};

static bool
framing_line(struct parsing *p, struct slice line)
{
	struct slice rest = { line.p + 3, line.n - 3 };
	struct slice w = slice_cut(&rest, ' ');
	const char *start = line.p;

	for (size_t i = 0; i < sizeof framing / sizeof *framing; i++) {
		if (!slice_is(w, framing[i].word))
			continue;
		if (framing[i].in_head && (!p->in_file || p->in_body))
			return refuse(p,
			    "framing that does not stand right "
			    "below its file line");
		if (framing[i].ends_file && p->in_file) {
			struct frag_file *file = last_file(p);

			if (!p->in_body) {
				file->head.n = (size_t)(start - file->head.p);
				file->body.p = start;
			}
			file->body.n = (size_t)(start - file->body.p);
		}
		return framing[i].take(p, rest);
	}
	return refuse(p,
	    "unknown framing (expected begin, file, count, "
	    "member, leave, revision, session, table, depends, copy or end)");
}

/* True if LINE is valid UTF-8 without control bytes except TAB. */
static bool
text_ok(struct slice line)
{
	for (size_t i = 0; i < line.n;) {
		unsigned char c = (unsigned char)line.p[i];
		uint64_t eight;
		size_t n = 1;

		if (line.n - i >= sizeof eight) {
			memcpy(&eight, line.p + i, sizeof eight);
			if (utf8_beyond_ascii(eight) == 0) {
				i += sizeof eight;
				continue;
			}
		}
		if (c >= 0x80)
			n = utf8_length(line.p + i, line.n - i);
		else if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

static bool
take_line(struct parsing *p, struct slice line)
{
	if (!text_ok(line))
		return refuse(p, "a control byte or bad UTF-8");
	if (line.n >= 2 && line.p[0] == '#' && line.p[1] == '%') {
		if (line.n < 4 || line.p[2] != ' ')
			return refuse(p, "unknown framing");
		return framing_line(p, line);
	}
	if (!p->in_file)
		return refuse(p,
		    "text outside a file (expected what "
		    "wg-render and bird-render write)");
	if (!p->in_body) {
		struct frag_file *file = last_file(p);

		file->head.n = (size_t)(line.p - file->head.p);
		file->body.p = line.p;
		p->in_body = true;
	}
	return true;
}

/* A stage of the pipeline was left out. */
static bool
is_records(const struct buf *text)
{
	static const char begin[] = "%begin birdfeed-records ";
	size_t skip = text->data[0] == '\n';

	return text->len >= skip + sizeof begin - 1 &&
	    memcmp(text->data + skip, begin, sizeof begin - 1) == 0;
}

bool
fragments_parse(struct fragments *fr, struct buf *text, const char *file,
    struct diag *diag)
{
	struct parsing p = { fr, { file, 0 }, diag, NULL, NULL, false, false,
		false };

	*fr = (struct fragments){ .text = *text };
	*text = (struct buf){ 0 };
	if (fr->text.len == 0)
		return refuse(&p,
		    "empty (expected fragments; did the stage "
		    "before this one fail?)");
	if (is_records(&fr->text))
		return refuse(&p,
		    "records (expected fragments, as wg-render "
		    "and bird-render write them)");
	p.next = fr->text.data;
	p.end = p.next + fr->text.len;
	while (p.next < p.end) {
		const char *nl = memchr(p.next, '\n', (size_t)(p.end - p.next));
		struct slice line = { p.next, 0 };

		p.place.line++;
		if (nl == NULL)
			return refuse(&p, "the stream ends within a line");
		line.n = (size_t)(nl - line.p);
		p.next = nl + 1;
		if (!take_line(&p, line))
			return false;
	}
	return !p.in_set ||
	    refuse(&p,
		"the stream ends within a set (did "
		"the stage before this one fail?)");
}

static bool
read_all(int fd, struct buf *text, size_t size, unsigned seconds,
    const char **why)
{
	long long until = deadline_in(seconds * 1000);

	for (;;) {
		struct pollfd pfd = { fd, POLLIN, 0 };
		int left = deadline_left(until);
		ssize_t n;

		if (seconds > 0 && left == 0) {
			*why = "the stream stalled (its deadline is over)";
			return false;
		}
		/* After a timeout or a signal, check the clock again. */
		if (seconds > 0 && poll(&pfd, 1, left) <= 0)
			continue;
		n = read(fd, buf_room(text, BLOCK), BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			*why = n < 0 ? strerror(errno) : NULL;
			return n == 0;
		}
		text->len += (size_t)n;
		if (text->len > size) {
			*why = "the stream is too long";
			return false;
		}
	}
}

bool
fragments_read(struct fragments *fr, int fd, const char *file, size_t size,
    unsigned seconds, struct diag *diag)
{
	struct place place = { file, 0 };
	struct buf text = { 0 };
	const char *why;

	*fr = (struct fragments){ 0 };
	if (!read_all(fd, &text, size, seconds, &why)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", why);
		buf_free(&text);
		return false;
	}
	return fragments_parse(fr, &text, file, diag);
}
