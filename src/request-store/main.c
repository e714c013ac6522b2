/* request-store: keeps the requests for peering of those who ask for it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/timestamp.h"
#include "base/wall.h"
#include "request-store/verb.h"
#include "site/peer-source.h"
#include "site/site-read.h"
#include "store/request-db.h"

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	{ 0, "store", "FILE", "the store (the site's)", OPTION_TEXT,
	    offsetof(struct options, store) },
	{ 0, "reserved", "PEERS",
	    "the operator's own peers, whose names and "
	    "ports are taken",
	    OPTION_TEXT, offsetof(struct options, reserved) },
	{ 0, "from", "WHERE", "where the petitions came from, for the log",
	    OPTION_TEXT, offsetof(struct options, from) },
	{ 0, "state", "STATE", "list requests in this state (active)",
	    OPTION_WORD, offsetof(struct options, state),
	    .words = request_states },
	{ 0, "wait", "SECONDS", "how long to wait for other writers (10)",
	    OPTION_NUMBER, offsetof(struct options, wait), 0, 3600 },
	OPTION_NOW(struct options, now),
};
static const struct command command = {
	.tool = "request-store",
	.does = "Keeps requests for peering: their ids, states and history.",
	.operands = "put|list|log [NUMBER]|serial|approve NAME|"
		    "refuse NAME [REASON]|remove NAME|block WHAT [REASON]|"
		    "unblock WHAT|import|backup FILE",
	.expected = "a verb and what it needs",
	.most = 3,
	.example = "request-verify -s site.yaml records <mail | "
		   "request-store -s site.yaml put",
	.page = "request-store(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* Opens what the verb works on. */
static bool
open_store(struct run *run, const struct options *o)
{
	struct place place = { run->store, 0 };
	struct why why;

	run->db = request_db_open(run->store, (int)o->wait * 1000, &why);
	if (run->db == NULL)
		diag_say(run->diag, DIAG_ERROR, &place, NULL, "%s", why.text);
	return run->db != NULL;
}

/* A peer that cannot be read has a port, too: which, nobody knows. */
static bool
read_reserved(struct peer_source *reserved, const char *path)
{
	if (path == NULL)
		return true;
	return peer_source_yaml(reserved, path) && reserved->refused == 0;
}

static void
wall_in_run(struct run *run, const struct site *site)
{
	struct wall_paths paths = { 0 };

	wall_path_add(&paths, run->options->reserved, WALL_PATH_READ);
	wall_path_add(&paths, run->store, WALL_PATH_WRITE);
	wall_path_add(&paths, site->self_service.psk_dir, WALL_PATH_WRITE);
	if (strcmp(run->operand[-1], "backup") == 0)
		wall_path_add(&paths, run->operand[0], WALL_PATH_REPLACE);
	/* SQLite's, for much data. */
	wall_path_add(&paths, "/var/tmp", WALL_PATH_WRITE);
	wall_path_add(&paths, "/tmp", WALL_PATH_WRITE);
	wall_in("request-store", &paths, run->diag);
}

int
main(int argc, char **argv)
{
	struct options o = { .state = REQUEST_ACTIVE,
		.wait = 10,
		.now = timestamp_now() };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct peer_source reserved = { .diag = &diag };
	struct run run = { .options = &o, .diag = &diag };
	const struct verb *verb;
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	if ((verb = verb_of(&command, operands)) == NULL ||
	    !hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	status = 2;
	out_open(stdout);
	run.operand = operands + 1;
	run.store = o.store != NULL ? o.store : site->self_service.store;
	run.rules = (struct request_rules){ site, &reserved.peers, o.now };
	wall_in_run(&run, site);
	if (read_reserved(&reserved, o.reserved) && open_store(&run, &o))
		status = verb->run(&run);
	db_close(run.db);
	peer_source_free(&reserved);
	site_free(site);
	return status;
}
