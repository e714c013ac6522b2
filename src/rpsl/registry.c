/* A registry: all that one run reads, and what it makes of it. */
#include "rpsl/registry.h"

#include "rpsl/route-roas.h"

static bool
wants_vrps(const struct registry *reg)
{
	return want_class(&reg->want, "vrp");
}

bool
registry_wants_rules(const struct registry *reg)
{
	return !reg->keep && (wants_vrps(reg) ||
	    want_class(&reg->want, "prefix-rule"));
}

bool
registry_use(const struct registry *reg, const char *folder,
    struct object_use *use)
{
	use->class = class_in_folder(folder);
	use->keep = reg->keep && want_class(&reg->want, use->class.name);
	use->print = !reg->keep && want_class(&reg->want, use->class.name);
	use->route = !reg->keep && use->class.routes && wants_vrps(reg);
	return use->keep || use->print || use->route;
}

bool
registry_use_named(const struct registry *reg, struct slice name,
    struct object_use *use)
{
	use->class = class_named(name);
	/* It has it: nobody need look again. */
	use->class.name = NULL;
	use->print = want_slice(&reg->want, name);
	use->route = use->keep = false;
	return use->print;
}

void
registry_take(struct registry *reg, struct batch *b)
{
	batch_say(b, reg->diag);
	if (b->records.len > 0)
		fwrite(b->records.data, 1, b->records.len, reg->out);
	b->records.len = 0;
	reg->objects += b->objects;
	reg->seen += b->seen;
	b->objects = b->seen = 0;
	route_list_move(&reg->routes, &b->routes);
	stored_list_move(&reg->kept, &b->kept);
}

bool
registry_finish(struct registry *reg)
{
	/* A text has no rules, and nobody expects any. */
	if (!registry_wants_rules(reg) || (!reg->trees && reg->want.n == 0))
		return true;
	if (reg->rules.nfiles == 0) {
		diag_say(reg->diag, DIAG_WARNING, NULL, NULL, "no %s and no "
		    "%s: no prefix-rule and no vrp records",
		    rule_files[0].name, rule_files[1].name);
		return true;
	}
	if (!rules_finish(&reg->rules, reg->diag))
		return false;
	if (want_class(&reg->want, "prefix-rule"))
		rules_print(reg->out, &reg->rules);
	if (wants_vrps(reg))
		reg->vrps = vrps_print(reg->out, &reg->routes, &reg->rules,
		    reg->diag);
	return true;
}

void
registry_free(struct registry *reg)
{
	want_free(&reg->want);
	rules_free(&reg->rules);
	route_list_free(&reg->routes);
	stored_list_free(&reg->kept);
}
