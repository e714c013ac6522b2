/* An object: its attributes, and the record made of them. */
#include "rpsl/object-reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "stream/record.h"
#include "stream/records.h"

void
object_reader_open(struct object_reader *r)
{
	*r = (struct object_reader){
		.text = mem_alloc(OBJECT_MAX + 1 + ATTR_ROOM),
	};
}

void
object_reader_close(struct object_reader *r)
{
	free(r->text);
	buf_free(&r->path);
	attr_close(&r->attrs);
}

void
object_refuse(struct object_reader *r, struct batch *batch, unsigned long line,
    const char *what)
{
	struct place place = { buf_cstr(&r->path), line };

	diag_say(&batch->diag, DIAG_REFUSED, &place, NULL, "%s", what);
}

/* An object while it is parsed. */
struct object {
	const char *file;
	const struct object_use *use;
	struct batch *batch;
	bool alone;	  /* the only object in its file */
	const char *name; /* of that file, without its folder */
	struct class_key key;
	unsigned long line; /* of its first attribute */
};

static bool
refuse(struct object *o, unsigned long line, struct slice field,
    const char *what)
{
	struct place place = { o->file, line };
	char name[64];

	/* The name comes from the registry and may be of any length. */
	if (field.n >= sizeof name)
		field.n = sizeof name - 1;
	memcpy(name, field.p, field.n);
	name[field.n] = '\0';
	diag_say(&o->batch->diag, DIAG_REFUSED, &place,
	    field.n > 0 ? name : NULL, "%s", what);
	return false;
}

static bool
class_ok(struct object *o, const struct attr *first, struct why *why)
{
	const struct class *class = &o->use->class;

	if (!class->reserved &&
	    (class->name == NULL || slice_is(first->name, class->name)))
		return true;
	if (class->reserved || records_reserved(first->name))
		why_set(why,
		    "a class of birdfeed's own (expected one of "
		    "the registry's)");
	else
		why_set(why,
		    "the first attribute is another class's "
		    "(expected %s)",
		    class->name);
	return false;
}

static void
foreign_name(const struct object *o, struct slice value, struct why *why)
{
	why_set(why, "\"%.*s\" is not the file's name (expected %.64s)",
	    (int)(value.n > 64 ? 64 : value.n), value.p, o->name);
}

/*
 * Stores the object's id.  An unknown class has no id, because the attribute
 * of its primary key is unknown.
 */
static void
add_id(struct object *o, struct slice class)
{
	struct buf *names = &o->batch->names;

	if (!o->alone || o->use->class.len == 0)
		return;
	buf_add(names, class.p, class.n);
	buf_char(names, '/');
	if (o->use->class.named_by != NULL)
		buf_str(names, o->name);
	else
		buf_add(names, o->key.text.p, o->key.text.n);
}

/* Takes the first attribute: the object's class and key. */
static bool
start(struct object *o, struct attr_reader *attrs)
{
	const struct class *class = &o->use->class;
	struct slice nothing = { "", 0 };
	struct attr first;
	struct why why;
	int got;

	if (attr_at_end(attrs))
		return refuse(o, attrs->line, nothing,
		    "empty (expected an "
		    "object)");
	got = attr_next(attrs, &first, &why);
	if (got < 0)
		return refuse(o, attrs->line, nothing, why.text);
	if (!class_ok(o, &first, &why) ||
	    !class_key_parse(class, first.value, &o->key, &why))
		return refuse(o, first.line, first.name, why.text);
	if (o->alone && !class_file_fits(class, &o->key, o->name)) {
		foreign_name(o, first.value, &why);
		return refuse(o, first.line, first.name, why.text);
	}
	o->line = first.line;
	add_id(o, first.name);
	record_start(&o->batch->records, first.name.p, first.name.n,
	    o->key.text.p, o->key.text.n);
	if (o->use->route)
		route_start(&o->batch->routes, &o->key, o->file, first.line);
	return true;
}

static bool
take(struct object *o, const struct attr *a)
{
	const struct class *class = &o->use->class;
	struct why why;

	if (class->check != NULL && !class->check(a, &o->key, &why))
		return refuse(o, a->line, a->name, why.text);
	if (o->alone && class->named_by != NULL &&
	    slice_is(a->name, class->named_by) &&
	    !class_file_name_is(a->value, o->name)) {
		foreign_name(o, a->value, &why);
		return refuse(o, a->line, a->name, why.text);
	}
	record_field(&o->batch->records, a->name.p, a->name.n, a->value.p,
	    a->value.n);
	if (o->use->route)
		route_attr(&o->batch->routes, a, o->file, &o->batch->diag);
	return true;
}

static bool
parse(struct object *o, struct attr_reader *attrs)
{
	struct slice nothing = { "", 0 };
	struct attr a;
	struct why why;
	int got;

	if (!start(o, attrs))
		return false;
	while ((got = attr_next(attrs, &a, &why)) == 1)
		if (!take(o, &a))
			return false;
	if (got < 0)
		return refuse(o, attrs->line, nothing, why.text);
	if (o->alone && !attr_at_end(attrs))
		return refuse(o, attrs->line, nothing,
		    "more behind a blank "
		    "line (expected one object a file)");
	record_finish(&o->batch->records);
	if (o->use->route)
		route_finish(&o->batch->routes, o->file, &o->batch->diag);
	return true;
}

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/*
 * Adds the object to its batch.  Before it, the batch had LEN bytes of
 * records, NAMES bytes of names and ROUTES routes.
 */
static void
add_object(const struct object *o, size_t len, size_t names, size_t routes)
{
	struct batch *b = o->batch;
	struct batch_object *object;

	if (b->names.len == names)
		return;
	b->object = mem_grow(b->object, b->nobjects, &b->object_cap,
	    sizeof *b->object);
	object = &b->object[b->nobjects++];
	*object = (struct batch_object){
		.id = names,
		.id_len = b->names.len - names,
		.hash = hash_of(b->names.data + names, b->names.len - names),
		.file = b->names.len,
		.line = o->line,
		.record = len,
		.record_len = b->records.len - len,
		.route = b->routes.n > routes ? routes : SIZE_MAX,
	};
	buf_add(&b->names, o->file, strlen(o->file) + 1);
}

static void
take_object(struct object_reader *r, const struct object_use *use, bool alone,
    struct batch *batch)
{
	size_t records = batch->records.len, routes = batch->routes.n;
	size_t names = batch->names.len;
	struct object o = {
		.file = buf_cstr(&r->path),
		.use = use,
		.batch = batch,
		.alone = alone,
	};
	bool ok;

	o.name = file_name(o.file);
	ok = parse(&o, &r->attrs);
	if (ok && use->print)
		batch->objects++;
	else
		batch->records.len = records;
	if (ok)
		add_object(&o, records, names, routes);
	else
		batch->names.len = names;
	if (!ok && batch->routes.n > routes)
		route_drop(&batch->routes);
}

void
object_parse(struct object_reader *r, size_t n, const struct object_use *use,
    struct batch *batch)
{
	if (n > OBJECT_MAX) {
		object_refuse(r, batch, 0, "over 4 MiB");
		return;
	}
	if (use->keep) {
		stored_add(&batch->kept, &r->attrs, buf_cstr(&r->path),
		    &use->class, r->text, n);
		return;
	}
	attr_open(&r->attrs, r->text, n);
	take_object(r, use, true, batch);
}

void
object_next(struct object_reader *r, const struct object_use *use,
    struct batch *batch)
{
	take_object(r, use, false, batch);
	attr_skip_object(&r->attrs);
}
