/* Reads the items of one array in a document, one by one. */
#include "base/json-items.h"

#include <string.h>

/*
 * The position in BODY.  This file reads the punctuation between values, and
 * jansson reads every value.
 */
struct reading {
	const struct document *doc;
	struct slice body;
	size_t at;
};

/* Who takes the items. */
struct items {
	item_taker *take;
	void *ctx;
	struct items_count *count;
};

static unsigned long
line_at(const struct reading *r)
{
	unsigned long line = 1;

	for (size_t i = 0; i < r->at; i++)
		line += r->body.p[i] == '\n';
	return line;
}

static bool
fail(const struct reading *r, unsigned long line, const char *text)
{
	struct place place = { r->doc->source, 0 };

	diag_say(r->doc->diag, DIAG_ERROR, &place, NULL,
	    "line %lu: %s "
	    "(expected a JSON object)",
	    line, text);
	return false;
}

/* The next byte that is not blank (RFC 8259, section 2), 0 at the end. */
static char
peek(struct reading *r)
{
	while (r->at < r->body.n && r->body.p[r->at] != '\0' &&
	    strchr(" \t\r\n", r->body.p[r->at]) != NULL)
		r->at++;
	return r->at < r->body.n ? r->body.p[r->at] : '\0';
}

static bool
expect(struct reading *r, char c)
{
	char text[] = "'.' is missing";

	if (peek(r) == c) {
		r->at++;
		return true;
	}
	text[1] = c;
	return fail(r, line_at(r),
	    r->at == r->body.n ? "it is cut short" : text);
}

/* After an item or member: is there another?  CLOSE ends the list. */
static bool
another(struct reading *r, char close, bool *more)
{
	*more = peek(r) == ',';
	if (*more)
		r->at++;
	return *more || expect(r, close);
}

static json_t *
parse(const struct reading *r, json_error_t *error)
{
	return json_loadb(r->body.p + r->at, r->body.n - r->at,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK,
	    error);
}

/*
 * Parses a value of any type.  NULL if there is none, which has been reported.
 */
static json_t *
value(struct reading *r)
{
	json_error_t error;
	json_t *json = parse(r, &error);

	if (json == NULL)
		fail(r, line_at(r) + (unsigned long)error.line - 1, error.text);
	else
		r->at += (size_t)error.position;
	return json;
}

/* Faults inside a string, which jansson tells from others by their text only.
 */
static bool
is_in_string(const char *text)
{
	static const char *const faults[] = { "control character ",
		"invalid Unicode ", "invalid escape", "unexpected newline" };

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (strncmp(text, faults[i], strlen(faults[i])) == 0)
			return true;
	return false;
}

/* Faults in a value whose end can be found. */
static bool
is_of_item(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
	case json_error_invalid_utf8:
	case json_error_null_byte_in_key:
	case json_error_null_character:
	case json_error_numeric_overflow:
	case json_error_stack_overflow:
		return true;
	case json_error_invalid_syntax:
		return is_in_string(error->text);
	default:
		return false;
	}
}

/* Goes behind a value by its brackets and quotes. */
static void
skip_value(struct reading *r)
{
	size_t depth = 0;
	bool quoted = false;

	for (; r->at < r->body.n; r->at++) {
		char c = r->body.p[r->at];

		if (c == '\\' && quoted) {
			r->at++;
		} else if (c == '"') {
			quoted = !quoted;
		} else if (!quoted && (c == '[' || c == '{')) {
			depth++;
		} else if (!quoted && (c == ']' || c == '}' || c == ',')) {
			if (depth == 0)
				return;
			depth -= c != ',';
		}
	}
	r->at = r->body.n;
}

/* Parses an item.  False: the document cannot be read on.  ITEM has no value
 * if only that is wrong, which has been reported. */
static bool
item_value(struct reading *r, const struct document *doc, struct jvalue *item,
    json_t **json)
{
	json_error_t error;

	*json = parse(r, &error);
	item->json = *json;
	if (*json != NULL) {
		r->at += (size_t)error.position;
		return true;
	}
	if (!is_of_item(&error))
		return fail(r, line_at(r) + (unsigned long)error.line - 1,
		    error.text);
	jvalue_say(doc, item, DIAG_REFUSED, NULL, error.text);
	skip_value(r);
	return true;
}

static bool
one_item(struct reading *r, const struct jvalue *array, size_t i,
    const struct items *items)
{
	const struct document doc = { r->doc->source, r->doc->diag, true };
	struct jvalue item = { array, NULL, i, NULL };
	json_t *json;

	if (!item_value(r, &doc, &item, &json))
		return false;
	items->count->n++;
	items->count->bad += json == NULL ||
	    !jvalue_is(&doc, &item, J_OBJECT, false) ||
	    !items->take(&doc, &item, items->ctx);
	json_decref(json);
	return true;
}

static bool
all_items(struct reading *r, const struct jvalue *array,
    const struct items *items)
{
	bool more = true;

	r->at++;
	if (peek(r) == ']') {
		r->at++;
		return true;
	}
	for (size_t i = 0; more; i++)
		if (!one_item(r, array, i, items) || !another(r, ']', &more))
			return false;
	return true;
}

/* Skips a member's value.  If WANTED, it should have been the array. */
static bool
other_value(struct reading *r, struct jvalue *array, bool wanted)
{
	json_t *json = value(r);
	bool ok = json != NULL;

	if (ok && wanted) {
		array->json = json;
		ok = jvalue_is(r->doc, array, J_ARRAY, false);
	}
	json_decref(json);
	return ok;
}

/* Reads one member; sets *SEEN if it is the array. */
static bool
one_member(struct reading *r, struct jvalue *array, bool *seen,
    const struct items *items)
{
	json_t *key;
	bool wanted;

	if (peek(r) != '"')
		return expect(r, '"');
	key = value(r);
	if (key == NULL)
		return false;
	wanted = strcmp(json_string_value(key), array->key) == 0;
	json_decref(key);
	if (wanted && *seen) {
		jvalue_say(r->doc, array, DIAG_ERROR, NULL, "given twice");
		return false;
	}
	*seen |= wanted;
	if (!expect(r, ':'))
		return false;
	return wanted && peek(r) == '[' ? all_items(r, array, items) :
					  other_value(r, array, wanted);
}

static bool
members(struct reading *r, struct jvalue *array, const struct items *items)
{
	bool more = true, seen = false;

	if (!expect(r, '{'))
		return false;
	if (peek(r) == '}') {
		r->at++;
		more = false;
	}
	while (more)
		if (!one_member(r, array, &seen, items) ||
		    !another(r, '}', &more))
			return false;
	if (peek(r) != '\0' || r->at < r->body.n)
		return fail(r, line_at(r), "something stands behind it");
	return seen || jvalue_is(r->doc, array, J_ARRAY, false);
}

/* A document of nothing but bad items has changed. */
static bool
are_usable(const struct document *doc, const char *name,
    const struct items_count *count)
{
	struct place place = { doc->source, 0 };

	if (count->bad == 0 || count->bad < count->n)
		return true;
	diag_say(doc->diag, DIAG_ERROR, &place, name,
	    "all %zu items have "
	    "another shape (expected that of the man page; -v says what is "
	    "wrong)",
	    count->n);
	return false;
}

bool
items_each(const struct document *doc, struct slice body, const char *name,
    item_taker *take, void *ctx, struct items_count *count)
{
	struct reading r = { doc, body, 0 };
	struct jvalue top = { 0 }, array = { &top, name, 0, NULL };
	const struct items items = { take, ctx, count };

	*count = (struct items_count){ 0 };
	return members(&r, &array, &items) && are_usable(doc, name, count);
}
