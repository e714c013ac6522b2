/* A registry: everything that one run reads, and its results. */
#include "rpsl/registry.h"

#include <stdint.h>
#include <string.h>

#include "rpsl/route-roas.h"
#include "stream/records.h"

static bool
wants_vrps(const struct registry *reg)
{
	return classes_have(&reg->classes, "vrp");
}

bool
registry_wants_rules(const struct registry *reg)
{
	return !reg->keep &&
	    (wants_vrps(reg) || classes_have(&reg->classes, "prefix-rule"));
}

bool
registry_use(const struct registry *reg, const char *folder,
    struct object_use *use)
{
	use->class = class_in_folder(folder);
	use->keep = reg->keep && classes_have(&reg->classes, use->class.name);
	use->print = !reg->keep && classes_have(&reg->classes, use->class.name);
	use->route = !reg->keep && use->class.routes && wants_vrps(reg);
	return use->keep || use->print || use->route;
}

bool
registry_use_named(const struct registry *reg, struct slice name,
    struct object_use *use)
{
	use->class = class_named(name);
	/* The object has this class name: skip the comparison. */
	use->class.name = NULL;
	use->print = classes_have_slice(&reg->classes, name);
	use->route = use->keep = false;
	return use->print;
}

/* Refuses OBJECT, and spoils its route, if another object has its key. */
static bool
is_repeated(struct registry *reg, struct batch *b,
    const struct batch_object *object)
{
	const char *id = b->names.data + object->id;
	const char *key = (const char *)memchr(id, '/', object->id_len) + 1;
	struct place place = { b->names.data + object->file, object->line };
	size_t n = object->id_len - (size_t)(key - id);
	struct place other;

	if (object_keys_add(&reg->keys, (struct slice){ id, object->id_len },
		object->hash, &place, &other))
		return false;
	diag_say(reg->diag, DIAG_REFUSED, &place, NULL,
	    "%.*s is there "
	    "again (expected one; the other is %.160s:%lu)",
	    (int)(n > 64 ? 64 : n), key, other.file, other.line);
	if (object->route != SIZE_MAX)
		b->routes.v[object->route].spoilt = true;
	return true;
}

/* Writes the records of B without those of repeated objects. */
static void
write_records(struct registry *reg, struct batch *b)
{
	size_t written = 0;

	for (size_t i = 0; i < b->nobjects; i++) {
		const struct batch_object *object = &b->object[i];

		if (!is_repeated(reg, b, object))
			continue;
		if (object->record_len == 0)
			continue;
		if (object->record > written)
			fwrite(b->records.data + written, 1,
			    object->record - written, reg->out);
		written = object->record + object->record_len;
		b->objects--;
	}
	if (b->records.len > written)
		fwrite(b->records.data + written, 1, b->records.len - written,
		    reg->out);
	b->records.len = b->nobjects = b->names.len = 0;
}

void
registry_take(struct registry *reg, struct batch *b)
{
	batch_say(b, reg->diag);
	write_records(reg, b);
	reg->objects += b->objects;
	reg->seen += b->seen;
	b->objects = b->seen = 0;
	route_list_move(&reg->routes, &b->routes);
	stored_list_move(&reg->kept, &b->kept);
}

/* Warns that the registry as a whole has no filter rules. */
static void
warn_no_rules(struct diag *diag)
{
	const bool others = diag->others;

	diag->others = false;
	diag_say(diag, DIAG_WARNING, NULL, NULL,
	    "no %s and no %s: no "
	    "prefix-rule and no vrp records",
	    rule_files[0].name, rule_files[1].name);
	diag->others = others;
}

static void
print_revision(const struct registry *reg)
{
	struct buf line = { 0 };

	if (reg->keep || reg->revision.time == 0 ||
	    !classes_have(&reg->classes, "revision"))
		return;
	revision_put(&line, &reg->revision);
	records_put(reg->out, &line);
	buf_free(&line);
}

bool
registry_finish(struct registry *reg)
{
	print_revision(reg);
	/* A text has no rules, so their absence is not worth a warning. */
	if (!registry_wants_rules(reg) || (!reg->trees && reg->classes.n == 0))
		return true;
	if (reg->rules.nfiles == 0) {
		warn_no_rules(reg->diag);
		return true;
	}
	if (!rules_finish(&reg->rules, reg->diag))
		return false;
	if (classes_have(&reg->classes, "prefix-rule"))
		rules_print(reg->out, &reg->rules);
	if (wants_vrps(reg))
		reg->vrps = vrps_print(reg->out, &reg->routes, &reg->rules,
		    reg->diag);
	return true;
}

void
registry_free(struct registry *reg)
{
	classes_free(&reg->classes);
	rules_free(&reg->rules);
	route_list_free(&reg->routes);
	stored_list_free(&reg->kept);
	object_keys_free(&reg->keys);
}
