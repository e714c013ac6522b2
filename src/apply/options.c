/* The command line of apply(8). */
#include "apply/options.h"

#include <stddef.h>
#include <string.h>

#include "apply/apply.h"
#include "base/name.h"

#define STREAM_SECONDS 300u
#define DAY 86400u

/* Restricts the characters of the path: it is sent to BIRD in a command as it
 * is. */
static bool
take_state_dir(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	o->state_dir = text;
	return path_check(text, strlen(text), why);
}

static bool
take_mode(struct options *o, enum mode mode, struct why *why)
{
	if (o->mode != MODE_STREAM && o->mode != mode) {
		why_set(why,
		    "--boot, --forget, --list, --resolve and "
		    "--rollback are different things (expected one of them)");
		return false;
	}
	o->mode = mode;
	return true;
}

#define TAKE_MODE(name, mode) \
	static bool name(void *options, const char *text, struct why *why) \
	{ \
		(void)text; \
		return take_mode(options, mode, why); \
	}
TAKE_MODE(take_rollback, MODE_ROLLBACK)
TAKE_MODE(take_boot, MODE_BOOT)
TAKE_MODE(take_resolve, MODE_RESOLVE)
TAKE_MODE(take_list, MODE_LIST)

static bool
take_forget(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	o->forget = text;
	return take_mode(o, MODE_FORGET, why);
}

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	OPTION_DRY_RUN(struct options, dry),
	OPTION_JSON(struct options, json),
	{ 0, "force", NULL, "also if too much would be removed or was edited",
	    OPTION_FLAG, offsetof(struct options, force) },
	{ 0, "install-only", NULL, "install files and start nothing",
	    OPTION_FLAG, offsetof(struct options, install_only) },
	{ 0, "boot", NULL, "start what is installed, at the system's start",
	    OPTION_TAKE, .take = take_boot },
	{ 0, "resolve", NULL, "update the endpoints that have moved",
	    OPTION_TAKE, .take = take_resolve },
	{ 0, "list", NULL, "list the generations that are kept", OPTION_TAKE,
	    .take = take_list },
	{ 0, "rollback", NULL, "go back to generation ID, or the one before",
	    OPTION_TAKE, .take = take_rollback },
	{ 0, "forget", "ID", "remove generation ID and its secrets at once",
	    OPTION_TAKE, .take = take_forget },
	{ 0, "state-dir", "DIR", "where apply keeps its state", OPTION_TAKE,
	    .take = take_state_dir },
	{ 0, "timeout", "SECONDS", "wait that long for the stream (300)",
	    OPTION_NUMBER, offsetof(struct options, timeout), 1, DAY },
};
static const struct command command = {
	.tool = "apply",
	.does = "Installs a complete new configuration of a router, or "
		"nothing.",
	.operands = "[ID] <FRAGMENTS",
	.expected = "none, or an ID after --rollback",
	.most = 1,
	.example = "{ wg-render -s site.yaml <records; "
		   "bird-render -s site.yaml <records; } |\n"
		   "      apply -s site.yaml",
	.page = "apply(8)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, int argc, char **argv, struct diag *diag)
{
	char **operands;
	int status;

	*o = (struct options){ .timeout = STREAM_SECONDS };
	status = command_read(&command, argc, argv, o, &operands, diag);
	o->seconds = (unsigned)o->timeout;
	o->id = *operands;
	if (status != COMMAND_GO)
		return status;
	if (o->json && (o->dry || o->mode > MODE_ROLLBACK))
		return command_wrong(&command, "--json",
		    "is for a run that "
		    "installs things");
	if (o->dry && o->mode == MODE_FORGET)
		return command_wrong(&command, "--dry-run",
		    "cannot show what "
		    "--forget does");
	if (o->install_only &&
	    (o->mode == MODE_BOOT || o->mode == MODE_RESOLVE))
		return command_wrong(&command, "--install-only",
		    "is for a "
		    "run that installs things");
	if (o->id != NULL && o->mode != MODE_ROLLBACK)
		return command_wrong(&command, NULL,
		    "operands (expected "
		    "none: the fragments come on standard input)");
	return COMMAND_GO;
}
