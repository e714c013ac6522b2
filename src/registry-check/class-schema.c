/* A form: a schema object as a table of a class's attributes. */
#include "registry-check/class-schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/word.h"
#include "stream/record.h"

#define SPACE " \t\r\n"

/* A schema object while it is read. */
struct reading {
	struct forms *forms;
	struct form *form;
	struct diag *diag;
};

static bool
malformed(const struct reading *r, unsigned long line, const char *field,
    const struct why *why)
{
	struct place place = { r->form->object->file, line };

	diag_say(r->diag, DIAG_ERROR, &place, field, "%s", why->text);
	return false;
}

/* The words after the name in a key line; each kind at most once. */
enum word_kind {
	WORD_PRESENCE,
	WORD_COUNT,
	WORD_PRIMARY,
	WORD_SCHEMA,
	WORD_LOOKUP,
	WORD_KINDS
};

static void
take_presence(struct form_key *key, unsigned value, struct slice rest)
{
	(void)rest;
	key->presence = (enum form_presence)value;
}

static void
take_count(struct form_key *key, unsigned value, struct slice rest)
{
	(void)rest;
	key->single = value == 1;
}

static void
take_primary(struct form_key *key, unsigned value, struct slice rest)
{
	(void)value;
	(void)rest;
	key->primary = true;
}

static void
take_names_class(struct form_key *key, unsigned value, struct slice rest)
{
	(void)value;
	(void)rest;
	key->names_class = true;
}

static void
take_lookup(struct form_key *key, unsigned value, struct slice rest)
{
	(void)value;
	key->lookup = rest;
}

static const struct word {
	const char *text; /* a value follows after a final "=" */
	enum word_kind kind;
	unsigned value;
	void (*take)(struct form_key *key, unsigned value, struct slice rest);
} words[] = {
	{ "required", WORD_PRESENCE, FORM_REQUIRED, take_presence },
	{ "optional", WORD_PRESENCE, FORM_OPTIONAL, take_presence },
	{ "recommend", WORD_PRESENCE, FORM_RECOMMEND, take_presence },
	{ "deprecate", WORD_PRESENCE, FORM_DEPRECATE, take_presence },
	{ "single", WORD_COUNT, 1, take_count },
	{ "multiple", WORD_COUNT, 2, take_count },
	{ "primary", WORD_PRIMARY, 0, take_primary },
	{ "schema", WORD_SCHEMA, 0, take_names_class },
	{ "lookup=", WORD_LOOKUP, 0, take_lookup },
};

static bool
word_is(const struct word *word, struct slice w, struct slice *rest)
{
	size_t n = strlen(word->text);

	if (word->text[n - 1] != '=')
		return slice_is(w, word->text);
	if (w.n <= n || memcmp(w.p, word->text, n) != 0)
		return false;
	*rest = (struct slice){ w.p + n, w.n - n };
	return true;
}

static const struct word *
word_find(struct slice w, struct slice *rest)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word_is(&words[i], w, rest))
			return &words[i];
	return NULL;
}

/* Reads "required single primary schema lookup=... > SPEC". */
static bool
take_words(struct form_key *key, struct slice text, struct why *why)
{
	bool seen[WORD_KINDS] = { false };
	struct slice w, rest = { "", 0 };

	while ((w = word_cut(&text, SPACE)).n > 0 && w.p[0] != '>') {
		const struct word *word = word_find(w, &rest);

		if (word == NULL) {
			why_not(why, w.p, w.n,
			    "required, optional, "
			    "recommend, deprecate, single, multiple, "
			    "primary, schema, lookup=... or >");
			return false;
		}
		if (seen[word->kind]) {
			why_set(why,
			    "a second \"%s\" (expected one of its "
			    "kind)",
			    word->text);
			return false;
		}
		seen[word->kind] = true;
		word->take(key, word->value, rest);
	}
	if (!seen[WORD_PRESENCE] || !seen[WORD_COUNT]) {
		why_set(why, "%.*s is not said to be %s", (int)key->name.n,
		    key->name.p,
		    seen[WORD_PRESENCE] ?
			"single or multiple" :
			"required, optional, recommend or deprecate");
		return false;
	}
	key->spec = text;
	return true;
}

/* Takes the roles that only one key of a form can have. */
static bool
take_roles(struct form *form, struct form_key *key, struct why *why)
{
	if (key->primary && form->primary != NULL) {
		why_set(why, "a second primary key (expected one)");
		return false;
	}
	if (key->names_class && form->class.n > 0) {
		why_set(why, "a second key with \"schema\" (expected one)");
		return false;
	}
	if (key->primary) {
		form->primary = key;
		key->presence = FORM_REQUIRED;
		key->single = true;
	}
	if (key->names_class)
		form->class = key->name;
	return true;
}

static bool
take_key(struct reading *r, const struct attr *a, struct why *why)
{
	struct form *form = r->form;
	struct form_key *key = mem_zalloc(sizeof *key);
	struct slice text = a->value;

	/* The form owns the key from here on, and frees it. */
	form->key = mem_grow(form->key, form->n, &form->cap, sizeof *form->key);
	form->key[form->n] = key;
	key->number = form->n++;
	key->line = a->line;
	key->name = word_cut(&text, SPACE);
	if (!record_name_ok(key->name.p, key->name.n)) {
		why_not(why, key->name.p, key->name.n, "a name of a-z 0-9 -");
		return false;
	}
	if (form_key(form, key->name) != NULL) {
		why_set(why, "%.*s again (expected each name once)",
		    (int)(key->name.n > 64 ? 64 : key->name.n), key->name.p);
		return false;
	}
	HASH_ADD_KEYPTR(hh, form->by_name, key->name.p, key->name.n, key);
	return take_words(key, text, why) && take_roles(form, key, why);
}

static bool
take_ref(struct reading *r, const struct attr *a, struct why *why)
{
	if (r->form->ref.n == 0 && a->value.n > 0 &&
	    memchr(a->value.p, '\n', a->value.n) == NULL) {
		r->form->ref = a->value;
		return true;
	}
	why_set(why, "%s (expected one NAMESPACE.CLASS)",
	    a->value.n == 0 ? "empty" : "more than one");
	return false;
}

/*
 * A schema cannot choose the folder of its class, because the objects are read
 * before their schema.
 */
static bool
take_folder(struct reading *r, const struct attr *a, struct why *why)
{
	char *folder = mem_strndup(a->value.p, a->value.n);
	struct class class = class_in_folder(folder);
	bool ok = r->form->class.n == 0 || slice_is(r->form->class, class.name);

	if (!ok)
		why_set(why,
		    "\"%.64s\" is read as the folder of class "
		    "%.64s (expected %.*s)",
		    folder, class.name,
		    (int)(r->form->class.n > 64 ? 64 : r->form->class.n),
		    r->form->class.p);
	free(folder);
	return ok;
}

/* The attributes of a schema object, in the order of reading. */
static const struct {
	const char *name;
	bool (*take)(struct reading *r, const struct attr *a, struct why *why);
} parts[] = {
	{ "ref", take_ref },
	{ "key", take_key },
	{ "dir-name", take_folder },
};

static bool
take_part(struct reading *r, size_t part)
{
	const struct stored *o = r->form->object;
	struct why why;

	for (size_t i = 0; i < o->n; i++)
		if (slice_is(o->attr[i].name, parts[part].name) &&
		    !parts[part].take(r, &o->attr[i], &why))
			return malformed(r, o->attr[i].line, parts[part].name,
			    &why);
	return true;
}

/* The ref of class "route" is "dn42.route". */
static bool
ref_fits(const struct form *form)
{
	size_t n = form->class.n;

	return form->ref.n > n + 1 && form->ref.p[form->ref.n - n - 1] == '.' &&
	    memcmp(form->ref.p + form->ref.n - n, form->class.p, n) == 0;
}

static bool
is_whole(struct reading *r)
{
	const struct form *form = r->form;
	struct why why;

	if (form->ref.n == 0)
		why_set(&why, "no ref (expected NAMESPACE.CLASS)");
	else if (form->class.n == 0)
		why_set(&why, "no key with \"schema\" (expected one)");
	else if (form->primary == NULL)
		why_set(&why, "no primary key (expected one)");
	else if (!ref_fits(form))
		why_set(&why,
		    "ref \"%.*s\" is not of class %.*s (expected "
		    "NAMESPACE.CLASS)",
		    (int)(form->ref.n > 64 ? 64 : form->ref.n), form->ref.p,
		    (int)(form->class.n > 64 ? 64 : form->class.n),
		    form->class.p);
	else if (forms_by_ref(r->forms, form->ref) != NULL)
		why_set(&why, "a second schema of %.*s (expected one)",
		    (int)(form->ref.n > 64 ? 64 : form->ref.n), form->ref.p);
	else
		return true;
	return malformed(r, 1, NULL, &why);
}

static bool
read_form(struct reading *r)
{
	const struct stored *o = r->form->object;
	struct why why;

	if (o->fault != NULL) {
		why_set(&why, "%s", o->fault);
		return malformed(r, o->line, NULL, &why);
	}
	if (!slice_is(o->attr[0].name, "schema")) {
		why_set(&why,
		    "the first attribute is another class's "
		    "(expected schema)");
		return malformed(r, o->attr[0].line, NULL, &why);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!take_part(r, i))
			return false;
	return is_whole(r);
}

static void
form_free(struct form *form)
{
	HASH_CLEAR(hh, form->by_name);
	for (size_t i = 0; i < form->n; i++)
		free(form->key[i]);
	free(form->key);
	free(form);
}

static bool
add_form(struct forms *forms, const struct stored *o, struct diag *diag)
{
	struct form *form = mem_zalloc(sizeof *form), *other;
	struct reading r = { forms, form, diag };

	form->object = o;
	if (!read_form(&r)) {
		form_free(form);
		return false;
	}
	HASH_FIND(hh, forms->by_class, form->class.p, form->class.n, other);
	if (other != NULL) {
		struct why why;

		why_set(&why, "a second schema of class %.*s (expected one)",
		    (int)(form->class.n > 64 ? 64 : form->class.n),
		    form->class.p);
		malformed(&r, 1, NULL, &why);
		form_free(form);
		return false;
	}
	HASH_ADD_KEYPTR(hh, forms->by_class, form->class.p, form->class.n,
	    form);
	if (forms->most_keys < form->n)
		forms->most_keys = form->n;
	HASH_ADD_KEYPTR(hh_ref, forms->by_ref, form->ref.p, form->ref.n, form);
	return true;
}

/* Checks that every lookup names an existing schema. */
static bool
lookups_ok(struct forms *forms, struct form *form, struct diag *diag)
{
	struct reading r = { forms, form, diag };
	struct why why;

	for (size_t i = 0; i < form->n; i++) {
		const struct form_key *key = form->key[i];
		struct slice rest = key->lookup, ref;

		while ((ref = word_cut(&rest, ",")).n > 0) {
			if ((ref.n > 4 && memcmp(ref.p, "str:", 4) == 0) ||
			    forms_by_ref(forms, ref) != NULL)
				continue;
			why_not(&why, ref.p, ref.n,
			    "the ref of a schema, "
			    "or str:WORD");
			return malformed(&r, key->line, "key", &why);
		}
	}
	return true;
}

bool
forms_read(struct forms *forms, const struct stored_list *list,
    struct diag *diag)
{
	struct form *form, *next;
	bool ok = true;

	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i]->class.name, "schema") == 0)
			ok &= add_form(forms, list->v[i], diag);
	if (ok && forms->by_class == NULL) {
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "no schema in the "
		    "registry (expected objects in data/schema)");
		return false;
	}
	HASH_ITER(hh, forms->by_class, form, next)
	if (ok)
		ok = lookups_ok(forms, form, diag);
	return ok;
}

const struct form *
forms_find(const struct forms *forms, const char *class)
{
	struct form *form;

	HASH_FIND(hh, forms->by_class, class, strlen(class), form);
	return form;
}

const struct form *
forms_by_ref(const struct forms *forms, struct slice ref)
{
	struct form *form;

	HASH_FIND(hh_ref, forms->by_ref, ref.p, ref.n, form);
	return form;
}

const struct form_key *
form_key(const struct form *form, struct slice name)
{
	struct form_key *key;

	HASH_FIND(hh, form->by_name, name.p, name.n, key);
	return key;
}

void
forms_free(struct forms *forms)
{
	struct form *form, *next;

	HASH_CLEAR(hh_ref, forms->by_ref);
	HASH_ITER(hh, forms->by_class, form, next)
	{
		HASH_DEL(forms->by_class, form);
		form_free(form);
	}
}
