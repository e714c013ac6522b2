/* peer-shell: what a maintainer sees behind ssh. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "peer-shell/audit.h"
#include "peer-shell/dialogue.h"
#include "site/site-read.h"
#include "store/request-db.h"

struct options {
	struct common common;
	const char *as; /* NULL: a guest */
	bool guest;
	const char *reserved;
	uint64_t idle;
	uint64_t wait;
};

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	{ 0, "as", "MNT,...", "the maintainers that somebody signed in as",
	    OPTION_TEXT, offsetof(struct options, as) },
	{ 0, "guest", NULL,
	    "somebody with a key that the registry need not "
	    "have",
	    OPTION_FLAG, offsetof(struct options, guest) },
	{ 0, "reserved", "PEERS", "the operator's own peers", OPTION_TEXT,
	    offsetof(struct options, reserved) },
	{ 0, "idle", "SECONDS", "how long nothing may be typed (900)",
	    OPTION_NUMBER, offsetof(struct options, idle), 1, 86400 },
	{ 0, "wait", "SECONDS", "how long a change is waited for (60)",
	    OPTION_NUMBER, offsetof(struct options, wait), 0, 3600 },
};
static const struct command command = {
	.tool = "peer-shell",
	.does = "Lets a maintainer set up, change and remove peerings.",
	.operands = "[COMMAND]",
	.most = 1,
	.example = "peer-shell -s site.yaml --as OAK-MNT 'peer_list -j'",
	.page = "peer-shell(8)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

static bool
open_store(struct shell *s)
{
	struct place place = { s->site->self_service.store, 0 };
	struct why why;

	s->db = request_db_open(place.file, 10000, &why);
	if (s->db == NULL)
		diag_say(s->diag, DIAG_ERROR, &place, NULL, "%s", why.text);
	return s->db != NULL;
}

static void
wall_in_shell(struct shell *s)
{
	struct wall_paths paths = { 0 };

	wall_path_add(&paths, s->site->self_service.store, WALL_PATH_WRITE);
	wall_path_add(&paths, s->site->self_service.psk_dir, WALL_PATH_WRITE);
	/* SQLite's, for much data, and files for the programs it runs. */
	wall_path_add(&paths, "/var/tmp", WALL_PATH_WRITE);
	wall_path_add(&paths, "/tmp", WALL_PATH_WRITE);
	wall_in("peer-shell", &paths, s->diag);
}

/* All that there is to know before the first verb. */
static bool
prepare(struct shell *s, const struct options *o)
{
	struct why why;

	if (!o->guest && !caller_parse(&s->caller, o->as, &why)) {
		command_wrong(&command, "--as", why.text);
		return false;
	}
	s->site = site_read(s->site_file, s->diag);
	if (s->site == NULL || !hash_start(s->diag))
		return false;
	wall_in_shell(s);
	return (o->guest || shell_read_registry(s)) && open_store(s);
}

int
main(int argc, char **argv)
{
	struct options o = { .idle = 900, .wait = 60 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct shell s = { .site_file = o.common.site,
		.reserved = o.reserved,
		.wait = (unsigned)o.wait,
		.operators.diag = &diag,
		.diag = &diag };
	const char *wanted = getenv("SSH_ORIGINAL_COMMAND");

	if (status != COMMAND_GO)
		return status;
	if (o.guest == (o.as != NULL))
		return command_wrong(&command, NULL,
		    o.guest ? "--guest and "
			      "--as (expected one of them)" :
			      "neither --as nor --guest "
			      "(expected one of them)");
	s.guest = o.guest;
	if (operands[0] != NULL)
		wanted = operands[0];
	status = 2;
	audit_start(&s);
	if (prepare(&s, &o))
		status = wanted != NULL ? dialogue_once(&s, wanted) :
					  dialogue(&s, (unsigned)o.idle);
	audit_free(&s);
	if (!out_finish(stdout, &diag))
		status = 2;
	db_close(s.db);
	peer_source_free(&s.operators);
	caller_free(&s.caller);
	site_free(s.site);
	return status;
}
