/*
 * Reads a JSON document of ROAs.  This file parses the structure and plain
 * values itself, because a jansson tree of half a million ROAs takes a
 * gigabyte and seconds.  jansson parses the other values.
 */
#include "roa-json/roa-document.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/asn.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"

/* Three times the size of the published documents. */
#define DOCUMENT_MOST ((size_t)256 * 1024 * 1024)
#define BLOCK ((size_t)256 * 1024)

/* The kinds of faults in a ROA; each kind is reported once. */
enum roa_fault {
	FAULT_PREFIX,
	FAULT_MAX_LENGTH,
	FAULT_ASN,
	FAULT_MEMBER,
	FAULTS
};
struct fault {
	size_t n; /* number of ROAs with it */
	size_t first;
	struct why why; /* for the first of them */
};

struct roa_reader {
	struct roas *roas;
	struct diag *diag;
	const char *at;
	const char *start;
	const char *end; /* points to a NUL */
	struct buf text; /* the last string with escapes */
	struct fault fault[FAULTS];
	size_t number; /* of ROAs read so far */
};

/* A value: a string, a number in digits, or something else. */
struct roa_value {
	char kind; /* 's', 'n', or '?' */
	struct slice text;
};

static const struct place stdin_place = { "-", 0 };

static bool
reader_fail(const struct roa_reader *r, const char *text)
{
	unsigned long line = 1;

	for (const char *p = r->start; p < r->at; p++)
		line += *p == '\n';
	diag_say(r->diag, DIAG_ERROR, &stdin_place, NULL,
	    "line %lu: %s "
	    "(expected ROA JSON)",
	    line, text);
	return false;
}

static char
reader_peek(struct roa_reader *r)
{
	while (
	    *r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r')
		r->at++;
	return *r->at;
}

static bool
reader_expect(struct roa_reader *r, char c)
{
	char text[] = "'.' is missing";

	if (reader_peek(r) == c) {
		r->at++;
		return true;
	}
	text[1] = c;
	return reader_fail(r, r->at == r->end ? "it is cut short" : text);
}

/* After a member or an item: is there another? */
static bool
reader_another(struct roa_reader *r, char close, bool *more)
{
	*more = reader_peek(r) == ',';
	if (*more)
		r->at++;
	return *more || reader_expect(r, close);
}

/* Lets jansson parse a value that is not plain. */
static bool
value_by_jansson(struct roa_reader *r, struct roa_value *value)
{
	json_error_t error;
	json_t *json = json_loadb(r->at, (size_t)(r->end - r->at),
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK,
	    &error);

	if (json == NULL)
		return reader_fail(r, error.text);
	r->at += error.position;
	value->kind = '?';
	if (json_is_string(json)) {
		r->text.len = 0;
		buf_add(&r->text, json_string_value(json),
		    json_string_length(json));
		value->kind = 's';
		value->text = (struct slice){ buf_cstr(&r->text), r->text.len };
	}
	json_decref(json);
	return true;
}

/* Takes strings without escapes and decimal digits as they are. */
static bool
reader_value(struct roa_reader *r, struct roa_value *value)
{
	const char *p = r->at;

	if (reader_peek(r) == '"') {
		for (p = r->at + 1;
		     utf8_is_ascii(*p) && *p != '"' && *p != '\\'; p++)
			;
		if (*p != '"')
			return value_by_jansson(r, value);
		*value = (struct roa_value){ 's',
			{ r->at + 1, (size_t)(p - r->at - 1) } };
		r->at = p + 1;
		return true;
	}
	for (p = r->at; *p >= '0' && *p <= '9'; p++)
		;
	if (p == r->at || *p == '.' || *p == 'e' || *p == 'E')
		return value_by_jansson(r, value);
	*value = (struct roa_value){ 'n', { r->at, (size_t)(p - r->at) } };
	r->at = p;
	return true;
}

static void
fault_add(struct roa_reader *r, enum roa_fault fault, const struct why *why)
{
	struct fault *f = &r->fault[fault];

	if (f->n++ == 0) {
		f->first = r->number;
		f->why = *why;
	}
}

/* The members of a ROA. */
struct roa_members {
	struct roa roa;
	uint64_t max;
	bool has_prefix, has_max, has_asn;
};

/* A number, or "AS64496" in routinator's form; "64496" is not valid. */
static bool
member_asn(const struct roa_value *v, uint32_t *asn, struct why *why)
{
	uint64_t number;

	if (v->kind == 'n' &&
	    number_parse(v->text.p, v->text.n, 0, UINT32_MAX, &number, why)) {
		*asn = (uint32_t)number;
		return true;
	}
	if (v->kind == 'n')
		return false;
	if (v->kind == 's' && v->text.n > 2 && v->text.p[0] == 'A' &&
	    v->text.p[1] == 'S')
		return asn_parse(v->text.p, v->text.n, asn, why);
	why_set(why, "\"%.*s\" (expected a number, or a text as \"AS64496\")",
	    v->kind == 's' ? (int)(v->text.n < 40 ? v->text.n : 40) : 0,
	    v->kind == 's' ? v->text.p : "");
	return false;
}

static bool
member_max(const struct roa_value *v, uint64_t *max, struct why *why)
{
	if (v->kind == 'n')
		return number_parse(v->text.p, v->text.n, 0, 128, max, why);
	why_set(why, "no number (expected 0 .. 128)");
	return false;
}

static bool
member_prefix(const struct roa_value *v, struct prefix *p, struct why *why)
{
	if (v->kind == 's')
		return prefix_parse(v->text.p, v->text.n, p, why);
	why_set(why, "no text (expected ADDRESS/LENGTH)");
	return false;
}

static void
member_ta(const struct roa_value *v, struct roa *roa)
{
	roa->ta[0] = '\0';
	if (v->kind == 's' && roa_ta_is(v->text)) {
		memcpy(roa->ta, v->text.p, v->text.n);
		roa->ta[v->text.n] = '\0';
	}
}

static void
member_take(struct roa_reader *r, struct roa_members *m, struct slice key,
    const struct roa_value *v)
{
	struct why why;
	bool *has = NULL;

	if (slice_is(key, "prefix")) {
		has = &m->has_prefix;
		if (!member_prefix(v, &m->roa.vrp.prefix, &why))
			fault_add(r, FAULT_PREFIX, &why);
	} else if (slice_is(key, "maxLength")) {
		has = &m->has_max;
		if (!member_max(v, &m->max, &why))
			fault_add(r, FAULT_MAX_LENGTH, &why);
	} else if (slice_is(key, "asn")) {
		has = &m->has_asn;
		if (!member_asn(v, &m->roa.vrp.asn, &why))
			fault_add(r, FAULT_ASN, &why);
	} else if (slice_is(key, "ta")) {
		member_ta(v, &m->roa);
	}
	if (has != NULL && *has) {
		why_set(&why, "\"%.*s\" is there twice", (int)key.n, key.p);
		fault_add(r, FAULT_MEMBER, &why);
	}
	if (has != NULL)
		*has = true;
}

/* Checks what depends on several members. */
static void
members_check(struct roa_reader *r, struct roa_members *m, size_t faults)
{
	struct why why;

	if (!m->has_prefix || !m->has_max || !m->has_asn) {
		why_set(&why, "%s is missing",
		    !m->has_prefix  ? "prefix" :
			!m->has_max ? "maxLength" :
				      "asn");
		fault_add(r, FAULT_MEMBER, &why);
	} else if (faults == 0 &&
	    (m->max < m->roa.vrp.prefix.len ||
		m->max > addr_bits(&m->roa.vrp.prefix.addr))) {
		why_set(&why, "%u of a /%u (expected %u .. %u)",
		    (unsigned)m->max, m->roa.vrp.prefix.len,
		    m->roa.vrp.prefix.len, addr_bits(&m->roa.vrp.prefix.addr));
		fault_add(r, FAULT_MAX_LENGTH, &why);
	}
	m->roa.vrp.max = (uint8_t)m->max;
}

static size_t
faults_count(const struct roa_reader *r)
{
	size_t n = 0;

	for (size_t i = 0; i < FAULTS; i++)
		n += r->fault[i].n;
	return n;
}

/* Reads a ROA: {"prefix": ..., ...}. */
static bool
roa_item(struct roa_reader *r)
{
	struct roa_members m = { 0 };
	struct roas *roas = r->roas;
	size_t faults = faults_count(r);
	bool more = true;

	if (!reader_expect(r, '{'))
		return false;
	if (reader_peek(r) == '}') {
		r->at++;
		more = false;
	}
	while (more) {
		struct roa_value key, value;
		struct slice name;

		if (reader_peek(r) != '"')
			return reader_expect(r, '"');
		if (!reader_value(r, &key) || !reader_expect(r, ':'))
			return false;
		/* Reading the value may overwrite the key's buffer. */
		name = key.text.p == r->text.data ? (struct slice){ "", 0 } :
						    key.text;
		if (!reader_value(r, &value))
			return false;
		member_take(r, &m, name, &value);
		if (!reader_another(r, '}', &more))
			return false;
	}
	members_check(r, &m, faults_count(r) - faults);
	roas->v = mem_grow(roas->v, roas->n, &roas->cap, sizeof m.roa);
	roas->v[roas->n++] = m.roa;
	r->number++;
	return true;
}

static bool
roa_array(struct roa_reader *r)
{
	bool more = true;

	if (!reader_expect(r, '['))
		return false;
	if (reader_peek(r) == ']') {
		r->at++;
		return true;
	}
	while (more)
		if (!roa_item(r) || !reader_another(r, ']', &more))
			return false;
	return true;
}

/* Reads one member of the document; sets *SEEN if it is the ROAs. */
static bool
document_member(struct roa_reader *r, bool *seen)
{
	struct roa_value key, other;

	if (reader_peek(r) != '"')
		return reader_expect(r, '"');
	if (!reader_value(r, &key) || !reader_expect(r, ':'))
		return false;
	reader_peek(r);
	if (!slice_is(key.text, "roas"))
		return reader_value(r, &other);
	if (*seen)
		return reader_fail(r, "\"roas\" is there twice");
	*seen = true;
	return roa_array(r);
}

static bool
document_members(struct roa_reader *r)
{
	bool more = true, seen = false;

	if (!reader_expect(r, '{'))
		return false;
	if (reader_peek(r) == '}') {
		r->at++;
		more = false;
	}
	while (more)
		if (!document_member(r, &seen) ||
		    !reader_another(r, '}', &more))
			return false;
	if (reader_peek(r) != '\0' || r->at != r->end)
		return reader_fail(r, "something is behind it");
	return seen || reader_fail(r, "no \"roas\"");
}

/* Reports each kind of fault on a line.  False if there is any. */
static bool
faults_say(const struct roa_reader *r)
{
	static const char *const names[] = { "prefix", "maxLength", "asn",
		NULL };
	bool ok = true;

	for (size_t i = 0; i < FAULTS; i++) {
		const struct fault *f = &r->fault[i];

		if (f->n == 0)
			continue;
		diag_say(r->diag, DIAG_ERROR, &stdin_place, names[i],
		    "roas[%zu]: %s%s", f->first, f->why.text,
		    f->n == 1 ? "" : "; others have such a fault, too");
		ok = false;
	}
	return ok;
}

static bool
document_load(struct buf *body, int fd, struct diag *diag)
{
	ssize_t n = 1;

	while (n != 0) {
		buf_room(body, BLOCK + 1);
		n = read(fd, body->data + body->len, BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			diag_say(diag, DIAG_ERROR, &stdin_place, NULL,
			    "read: %s", strerror(errno));
			return false;
		}
		body->len += (size_t)n;
		if (body->len > DOCUMENT_MOST) {
			diag_say(diag, DIAG_ERROR, &stdin_place, NULL,
			    "over 256 MiB (expected ROA JSON)");
			return false;
		}
	}
	if (body->len > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &stdin_place, NULL,
	    "empty (expected ROA "
	    "JSON; did the download fail?)");
	return false;
}

bool
roa_document_read(struct roas *roas, size_t *repeated, int fd,
    struct diag *diag)
{
	struct roa_reader r = { .roas = roas, .diag = diag };
	struct buf body = { 0 };
	bool ok = document_load(&body, fd, diag);

	if (ok) {
		r.at = r.start = buf_cstr(&body);
		r.end = r.start + body.len;
		ok = document_members(&r);
		ok = faults_say(&r) && ok;
	}
	if (ok && roas->n == 0) {
		diag_say(diag, DIAG_ERROR, &stdin_place, "roas", "none in it");
		ok = false;
	}
	*repeated = roas->n;
	roas_sort(roas);
	*repeated -= roas->n;
	buf_free(&r.text);
	buf_free(&body);
	return ok;
}
