/* An object: attributes, and the record they become. */
#include "rpsl/object-reader.h"

#include <stdlib.h>
#include <string.h>

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
object_refuse(struct object_reader *r, struct batch *batch,
    unsigned long line, const char *what)
{
	struct place place = { buf_cstr(&r->path), line };

	diag_say(&batch->diag, DIAG_REFUSED, &place, NULL, "%s", what);
}

/* One object on its way to a record. */
struct object {
	const char *file;
	const struct object_use *use;
	struct batch *batch;
	bool alone;		/* nothing may stand behind it */
	struct class_key key;
};

static bool
refuse(struct object *o, unsigned long line, struct slice field,
    const char *what)
{
	struct place place = { o->file, line };
	char name[64];

	/* A name is a stranger's: as long as they like. */
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

	if (!class->reserved && (class->name == NULL ||
	    slice_is(first->name, class->name)))
		return true;
	if (class->reserved || records_reserved(first->name))
		why_set(why, "a class of birdfeed's own (expected one of "
		    "the registry's)");
	else
		why_set(why, "the first attribute is another class's "
		    "(expected %s)", class->name);
	return false;
}

/* The first attribute: what it is and how it is called. */
static bool
start(struct object *o, struct attr_reader *attrs)
{
	const struct class *class = &o->use->class;
	struct slice nothing = { "", 0 };
	struct attr first;
	struct why why;
	int got;

	if (attr_at_end(attrs))
		return refuse(o, attrs->line, nothing, "empty (expected an "
		    "object)");
	got = attr_next(attrs, &first, &why);
	if (got < 0)
		return refuse(o, attrs->line, nothing, why.text);
	if (!class_ok(o, &first, &why) ||
	    !class_key_parse(class, first.value, &o->key, &why))
		return refuse(o, first.line, first.name, why.text);
	record_start(&o->batch->records, first.name.p, first.name.n,
	    o->key.text.p, o->key.text.n);
	if (o->use->route)
		route_start(&o->batch->routes, &o->key, o->file,
		    first.line);
	return true;
}

static bool
take(struct object *o, const struct attr *a)
{
	const struct class *class = &o->use->class;
	struct why why;

	if (class->check != NULL && !class->check(a, &o->key, &why))
		return refuse(o, a->line, a->name, why.text);
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
		return refuse(o, attrs->line, nothing, "more behind a blank "
		    "line (expected one object a file)");
	record_finish(&o->batch->records);
	if (o->use->route)
		route_finish(&o->batch->routes, o->file, &o->batch->diag);
	return true;
}

static void
take_object(struct object_reader *r, const struct object_use *use,
    bool alone, struct batch *batch)
{
	size_t records = batch->records.len, routes = batch->routes.n;
	struct object o = {
		.file = buf_cstr(&r->path),
		.use = use,
		.batch = batch,
		.alone = alone,
	};
	bool ok = parse(&o, &r->attrs);

	if (ok && use->print)
		batch->objects++;
	else
		batch->records.len = records;
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
