/* The command line of registry-parse(1). */
#include "registry-parse/options.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/timestamp.h"

static bool
take_kind(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	if (source_kind_named(text, &o->kind))
		return true;
	why_set(why, "\"%.40s\" (expected tree, tar or text)", text);
	return false;
}

static bool
take_classes(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	if (classes_add(&o->registry->classes, text))
		return true;
	why_set(why, "\"%.40s\" (expected CLASS,... of a-z 0-9 -)", text);
	return false;
}

static bool
take_as_of(void *options, const char *text, struct why *why)
{
	struct options *o = options;
	int64_t time;

	if (!date_parse_moment(text, strlen(text), &time, why))
		return false;
	if (time <= 0 || time > TIMESTAMP_LAST) {
		why_not(why, text, strlen(text), "a time after 1970");
		return false;
	}
	revision_keep_oldest(&o->registry->revision, time);
	return true;
}

/* Rejects an old option, and names the tool that replaced it. */
static bool
take_check(void *options, const char *text, struct why *why)
{
	(void)options;
	(void)text;
	why_set(why,
	    "use registry-check REGISTRY instead, see "
	    "registry-check(1)");
	return false;
}

static bool
take_check_policy(void *options, const char *text, struct why *why)
{
	(void)options;
	(void)text;
	why_set(why,
	    "use registry-check --policy MNTNER REGISTRY instead, "
	    "see registry-check(1)");
	return false;
}

static const struct option_row rows[] = {
	{ 't', "class", "CLASS,...", "write records of these classes only",
	    OPTION_TAKE, .take = take_classes },
	{ 'k', "kind", "KIND", "what every source is: tree, tar or text",
	    OPTION_TAKE, .take = take_kind },
	{ 0, "as-of", "TIME", "when the registry's newest commit was made",
	    OPTION_TAKE, .take = take_as_of },
	OPTION_STRICT(struct options, strict),
	{ 0, "check", .kind = OPTION_TAKE, .take = take_check },
	{ 0, "check-policy", .kind = OPTION_TAKE, .take = take_check_policy },
};
static const struct command command = {
	.tool = "registry-parse",
	.does = "Writes the objects of a registry, and its ROAs, as records.",
	.operands = "[DIRECTORY|FILE ...]",
	.most = SIZE_MAX,
	.example = "registry-parse -t vrp registry | roa-json >roas.json",
	.page = "registry-parse(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct registry *reg, int argc, char **argv)
{
	int status;

	o->registry = reg;
	status = command_read(&command, argc, argv, o, &o->paths, reg->diag);
	reg->diag->others = true;
	reg->diag->strict = o->strict;
	return status;
}
