/*
 * The checks of an object against its schema and the other objects.  To add a
 * check, write a function that fills WHY, a row in one of the three tables at
 * the end, and a row in registry-check(1).
 */
#include "registry-check/schema-check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/word.h"
#include "registry-check/address-range.h"
#include "registry-check/as-block.h"
#include "registry-check/object-index.h"
#include "registry-check/value-spec.h"
#include "stream/records.h"

/* The data that objects are checked against. */
struct checker {
	struct forms forms;
	struct lookup lookup;
	struct as_blocks blocks;
	const struct attr **first; /* a key's first attribute, by
					 * number; room for every form */
	struct findings *to;
};

/* The object that is checked. */
struct subject {
	struct checker *by;
	const struct stored *o;
	const struct form *form;
	struct class_key key;
	bool key_ok;
	struct why key_why;
};

#define COUNT(table) (sizeof(table) / sizeof *(table))
/* Quotes at most 64 bytes of text from the registry in a message. */
#define QUOTE(s) (int)((s).n > 64 ? 64 : (s).n), (s).p

/* Checks the object; *AT is its first attribute unless the check sets it. */
#define OBJECT(name) \
	static bool name(struct subject *s, struct spot *at, struct why *why)
/* Checks one attribute; KEY is its row in the schema, or NULL. */
#define ATTRIBUTE(name) \
	static bool name(struct subject *s, const struct attr *a, \
	    const struct form_key *key, struct why *why)
/* Checks one row of the schema. */
#define ROW(name) \
	static bool name(struct subject *s, const struct form_key *key, \
	    struct why *why)

/* Fails with this reason; for the last line of a check. */
#define FAIL(...) return why_set(why, __VA_ARGS__), true

OBJECT(malformed)
{
	if (s->o->fault == NULL)
		return false;
	at->place.line = s->o->line;
	at->key.n = 0;
	FAIL("%s", s->o->fault);
}

OBJECT(of_birdfeeds_own)
{
	(void)at;
	if (!s->o->class.reserved && !records_reserved(s->o->attr[0].name))
		return false;
	FAIL("a class of birdfeed's own (expected one of the registry's)");
}

OBJECT(of_another_class)
{
	(void)at;
	if (slice_is(s->o->attr[0].name, s->o->class.name))
		return false;
	FAIL("the first attribute is another class's (expected %s)",
	    s->o->class.name);
}

OBJECT(of_no_schema)
{
	(void)at;
	if (s->form != NULL)
		return false;
	FAIL("class %.64s has no schema (expected one in data/schema)",
	    s->o->class.name);
}

/* range_mismatch() reports the keys of ranges. */
OBJECT(key_invalid)
{
	(void)at;
	if (s->key_ok || s->o->class.check != NULL)
		return false;
	*why = s->key_why;
	return true;
}

OBJECT(key_not_canonical)
{
	struct slice value = s->o->attr[0].value;

	(void)at;
	if (!s->key_ok || s->o->class.check != NULL ||
	    (value.n == s->key.text.n &&
		memcmp(value.p, s->key.text.p, value.n) == 0))
		return false;
	FAIL("\"%.*s\" is not its canonical form (expected %.*s)", QUOTE(value),
	    QUOTE(s->key.text));
}

OBJECT(range_mismatch)
{
	const struct attr *cidr = stored_get(s->o, "cidr");
	struct prefix p;
	struct why ignored;

	(void)at;
	if (s->o->class.check == NULL)
		return false;
	if (!s->key_ok) {
		*why = s->key_why;
		return true;
	}
	return cidr != NULL &&
	    prefix_parse(cidr->value.p, cidr->value.n, &p, &ignored) &&
	    !s->o->class.check(cidr, &s->key, why);
}

OBJECT(range_not_in_full)
{
	struct slice value = s->o->attr[0].value;
	char text[RANGE_TEXT];

	(void)at;
	if (!s->key_ok || s->o->class.check == NULL || !s->key.is_prefix ||
	    range_is(value, range_print(text, &s->key.prefix)))
		return false;
	FAIL("\"%.*s\" (expected %s)", QUOTE(value), text);
}

static bool
has_lines(struct slice value)
{
	return value.n > 0 && memchr(value.p, '\n', value.n) != NULL;
}

OBJECT(file_name)
{
	const struct attr *a = s->by->first[s->form->primary->number];

	if (a == NULL || has_lines(a->value) ||
	    class_file_name_is(a->value, s->o->name))
		return false;
	at->place.line = a->line;
	at->key = a->name;
	FAIL("\"%.*s\" is not the file's name (expected %.64s)",
	    QUOTE(a->value), s->o->name);
}

OBJECT(there_twice)
{
	struct slice class = { s->o->class.name, strlen(s->o->class.name) };
	struct slice name = { s->o->name, strlen(s->o->name) };
	const struct stored *first = lookup_find(&s->by->lookup, class, name);

	(void)at;
	if (first == NULL || first == s->o)
		return false;
	FAIL("the object is there again (expected one; the other is %.160s)",
	    first->file);
}

OBJECT(outside_as_blocks)
{
	uint32_t asn;
	struct why ignored;

	(void)at;
	if (!s->key_ok || strcmp(s->o->class.name, "aut-num") != 0 ||
	    !asn_parse(s->key.text.p, s->key.text.n, &asn, &ignored) ||
	    as_blocks_have(&s->by->blocks, asn))
		return false;
	FAIL("AS%" PRIu32 " is in no as-block (expected one around it)", asn);
}

ATTRIBUTE(unknown)
{
	if (key != NULL || (a->name.n > 2 && memcmp(a->name.p, "x-", 2) == 0))
		return false;
	FAIL("not in the schema of %s (expected one of its keys, or x-...)",
	    s->o->class.name);
}

ATTRIBUTE(repeated)
{
	const struct attr *first = key != NULL ? s->by->first[key->number] :
						 NULL;

	if (first == NULL || !key->single || first == a)
		return false;
	FAIL("repeated (expected once; the first is on line %lu)", first->line);
}

ATTRIBUTE(deprecated)
{
	(void)s;
	(void)a;
	if (key == NULL || key->presence != FORM_DEPRECATE)
		return false;
	FAIL("deprecated (expected no such attribute)");
}

ATTRIBUTE(of_several_lines)
{
	(void)s;
	if (key == NULL || !key->primary || !has_lines(a->value))
		return false;
	FAIL("several lines (expected the primary key on one)");
}

static bool
is_cidr(const struct subject *s, const struct attr *a)
{
	return s->o->class.check != NULL && slice_is(a->name, "cidr");
}

ATTRIBUTE(cidr_invalid)
{
	struct prefix p;

	(void)key;
	return is_cidr(s, a) && !prefix_parse(a->value.p, a->value.n, &p, why);
}

ATTRIBUTE(cidr_not_canonical)
{
	struct prefix p;
	char text[PREFIX_TEXT];

	(void)key;
	if (!is_cidr(s, a) || !prefix_parse(a->value.p, a->value.n, &p, why) ||
	    slice_is(a->value, prefix_print(text, &p)))
		return false;
	FAIL("\"%.*s\" is not its canonical form (expected %s)",
	    QUOTE(a->value), text);
}

/*
 * Does WORD fit REF: "str:WORD", or the ref of a class that has an object with
 * that key?
 */
static bool
reference_ok(struct checker *by, struct slice ref, struct slice word)
{
	const struct form *form;

	if (ref.n > 4 && memcmp(ref.p, "str:", 4) == 0)
		return word.n == ref.n - 4 &&
		    memcmp(word.p, ref.p + 4, word.n) == 0;
	form = forms_by_ref(&by->forms, ref);
	return form != NULL &&
	    lookup_find(&by->lookup, form->class, word) != NULL;
}

ATTRIBUTE(lookup_missing)
{
	struct slice value = a->value, word, refs, ref;

	if (key == NULL || key->lookup.n == 0)
		return false;
	word = word_cut(&value, " \t\r\n");
	if (word.n == 0)
		FAIL("empty (expected %.*s)", QUOTE(key->lookup));
	refs = key->lookup;
	while ((ref = word_cut(&refs, ",")).n > 0)
		if (reference_ok(s->by, ref, word))
			return false;
	FAIL("\"%.*s\" does not exist (expected %.*s)", QUOTE(word),
	    QUOTE(key->lookup));
}

ATTRIBUTE(not_to_spec)
{
	(void)s;
	return key != NULL && !spec_fits(key->spec, a->value, why);
}

ROW(missing)
{
	if (key->presence != FORM_REQUIRED || s->by->first[key->number] != NULL)
		return false;
	FAIL("missing (expected %s)", key->single ? "one" : "at least one");
}

ROW(not_recommended)
{
	if (key->presence != FORM_RECOMMEND ||
	    s->by->first[key->number] != NULL)
		return false;
	FAIL("missing (the schema recommends one)");
}

struct object_check {
	const char *id;
	bool (*fails)(struct subject *s, struct spot *at, struct why *why);
};

/* An object that fails one of these is not checked further. */
static const struct object_check gates[] = {
	{ "object-syntax", malformed },
	{ "class-reserved", of_birdfeeds_own },
	{ "class-mismatch", of_another_class },
	{ "class-unknown", of_no_schema },
};

static const struct object_check object_checks[] = {
	{ "key-invalid", key_invalid },
	{ "key-form", key_not_canonical },
	{ "range-mismatch", range_mismatch },
	{ "range-form", range_not_in_full },
	{ "file-name", file_name },
	{ "object-duplicate", there_twice },
	{ "asn-outside-block", outside_as_blocks },
};

static const struct {
	const char *id;
	bool (*fails)(struct subject *s, const struct form_key *key,
	    struct why *why);
} row_checks[] = {
	{ "attribute-missing", missing },
	{ "attribute-recommended", not_recommended },
};

static const struct {
	const char *id;
	bool (*fails)(struct subject *s, const struct attr *a,
	    const struct form_key *key, struct why *why);
} attribute_checks[] = {
	{ "attribute-unknown", unknown },
	{ "attribute-repeated", repeated },
	{ "attribute-deprecated", deprecated },
	{ "attribute-lines", of_several_lines },
	{ "cidr-invalid", cidr_invalid },
	{ "cidr-form", cidr_not_canonical },
	{ "lookup-missing", lookup_missing },
	{ "value-word", not_to_spec },
};

static bool
fails(struct subject *s, const struct object_check *check)
{
	const struct stored *o = s->o;
	struct spot at = { { o->file, 0 }, { "", 0 } };
	struct why why;

	if (o->n > 0) {
		at.place.line = o->attr[0].line;
		at.key = o->attr[0].name;
	}
	if (!check->fails(s, &at, &why))
		return false;
	finding_print(s->by->to, &at, check->id, &why);
	return true;
}

static void
check_rows(struct subject *s)
{
	struct spot at = { { s->o->file, s->o->attr[0].line }, { "", 0 } };
	struct why why;

	for (size_t i = 0; i < s->form->n; i++)
		for (size_t c = 0; c < COUNT(row_checks); c++) {
			const struct form_key *key = s->form->key[i];

			if (!row_checks[c].fails(s, key, &why))
				continue;
			at.key = key->name;
			finding_print(s->by->to, &at, row_checks[c].id, &why);
		}
}

static void
check_attribute(struct subject *s, const struct attr *a)
{
	const struct form_key *key = form_key(s->form, a->name);
	struct spot at = { { s->o->file, a->line }, a->name };
	struct why why;

	for (size_t c = 0; c < COUNT(attribute_checks); c++)
		if (attribute_checks[c].fails(s, a, key, &why))
			finding_print(s->by->to, &at, attribute_checks[c].id,
			    &why);
}

static void
find_firsts(struct subject *s)
{
	memset(s->by->first, 0, s->form->n * sizeof *s->by->first);
	for (size_t i = 0; i < s->o->n; i++) {
		const struct form_key *key = form_key(s->form,
		    s->o->attr[i].name);

		if (key != NULL && s->by->first[key->number] == NULL)
			s->by->first[key->number] = &s->o->attr[i];
	}
}

static void
check_stored(struct checker *by, const struct stored *o)
{
	struct subject s = {
		.by = by,
		.o = o,
		.form = forms_find(&by->forms, o->class.name),
	};

	for (size_t i = 0; i < COUNT(gates); i++)
		if (fails(&s, &gates[i]))
			return;
	find_firsts(&s);
	s.key_ok = class_key_parse(&o->class, o->attr[0].value, &s.key,
	    &s.key_why);
	for (size_t i = 0; i < COUNT(object_checks); i++)
		fails(&s, &object_checks[i]);
	check_rows(&s);
	for (size_t i = 0; i < o->n; i++)
		check_attribute(&s, &o->attr[i]);
}

bool
schema_check(const struct stored_list *list, struct findings *to,
    struct diag *diag)
{
	struct checker by = { .to = to };
	bool ok = forms_read(&by.forms, list, diag);

	if (ok) {
		lookup_open(&by.lookup, list);
		as_blocks_open(&by.blocks, list);
		by.first = mem_alloc(by.forms.most_keys * sizeof *by.first);
		for (size_t i = 0; i < list->n; i++)
			check_stored(&by, list->v[i]);
		free(by.first);
		as_blocks_close(&by.blocks);
		lookup_close(&by.lookup);
	}
	forms_free(&by.forms);
	return ok;
}
