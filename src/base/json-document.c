/* A JSON document.  Faults are reported with their place in it. */
#include "base/json-document.h"

#include "base/buf.h"

/* Messages show at most this much of a key, which may be a stranger's. */
#define KEY_SHOWN 64

static const struct {
	json_type type;
	const char *name;
} types[] = {
	[J_OBJECT] = { JSON_OBJECT, "an object" },
	[J_ARRAY] = { JSON_ARRAY, "an array" },
	[J_STRING] = { JSON_STRING, "a string" },
	[J_NUMBER] = { JSON_INTEGER, "an integer" },
};

json_t *
document_parse(const struct document *doc, struct slice body)
{
	struct place place = { doc->source, 0 };
	json_error_t error;
	json_t *root;

	root = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		diag_say(doc->diag, DIAG_ERROR, &place, NULL,
		    "line %d, "
		    "column %d: %s (expected JSON)",
		    error.line, error.column, error.text);
	return root;
}

static void
add_path(struct buf *path, const struct jvalue *v)
{
	if (v->up == NULL)
		return;
	add_path(path, v->up);
	if (v->key == NULL)
		buf_printf(path, "[%zu]", v->index);
	else
		buf_printf(path, "%s%.*s", path->len > 0 ? "." : "", KEY_SHOWN,
		    v->key);
}

void
jvalue_say(const struct document *doc, const struct jvalue *v,
    enum diag_level level, const char *who, const char *text)
{
	struct place place = { doc->source, 0 };
	struct buf path = { 0 };

	add_path(&path, v);
	diag_say(doc->diag, level, &place,
	    path.len > 0 ? buf_cstr(&path) : NULL, "%.100s%s%s",
	    who != NULL ? who : "", who != NULL ? ": " : "", text);
	buf_free(&path);
}

static const char *
what(const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a string";
	case JSON_INTEGER:
		return "an integer";
	case JSON_REAL:
		return "a fraction";
	case JSON_TRUE:
	case JSON_FALSE:
		return "true or false";
	case JSON_NULL:
		return "null";
	}
	return "something else";
}

bool
jvalue_is(const struct document *doc, const struct jvalue *v, enum jtype type,
    bool null_ok)
{
	struct buf text = { 0 };

	if (v->json != NULL && json_typeof(v->json) == types[type].type)
		return true;
	buf_printf(&text, "%s (expected %s%s)",
	    v->json == NULL ? "missing" : what(v->json), types[type].name,
	    null_ok ? ", or null" : "");
	jvalue_say(doc, v, doc->of_item ? DIAG_REFUSED : DIAG_ERROR, NULL,
	    buf_cstr(&text));
	buf_free(&text);
	return false;
}

bool
jvalue_member(const struct document *doc, const struct jvalue *up,
    const char *key, enum jtype type, bool null_ok, struct jvalue *to)
{
	*to = (struct jvalue){ up, key, 0, json_object_get(up->json, key) };
	if (null_ok && json_is_null(to->json)) {
		to->json = NULL;
		return true;
	}
	return jvalue_is(doc, to, type, null_ok);
}

bool
jvalue_item(const struct document *doc, const struct jvalue *up, size_t i,
    enum jtype type, struct jvalue *to)
{
	*to = (struct jvalue){ up, NULL, i, json_array_get(up->json, i) };
	return jvalue_is(doc, to, type, false);
}

size_t
jvalue_items(const struct jvalue *array)
{
	return json_array_size(array->json);
}

struct slice
jvalue_string(const struct jvalue *string)
{
	return (struct slice){ json_string_value(string->json),
		json_string_length(string->json) };
}
