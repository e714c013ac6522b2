/* lease-store: keeps who has leased which AS number and prefixes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/url.h"
#include "base/wall.h"
#include "lease-store/lease-verb.h"
#include "site/site-read.h"

static bool
take_store(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	/* Any path, or a URL that could also be in the site file. */
	o->store = text;
	return strchr(text, ':') == NULL ||
	    database_check(text, strlen(text), why);
}

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	{ 0, "store", "PLACE", "the store (the site's)", OPTION_TAKE,
	    .take = take_store },
	{ 0, "email", "ADDRESS",
	    "the user's address, kept if identity is "
	    "email",
	    OPTION_TEXT, offsetof(struct options, email) },
	{ 0, "wait", "SECONDS", "how long to wait for other writers (10)",
	    OPTION_NUMBER, offsetof(struct options, wait), 0, 3600 },
	{ 0, "new-pools", NULL,
	    "give a shared PostgreSQL the pools of the site file", OPTION_FLAG,
	    offsetof(struct options, new_pools) },
	OPTION_NOW(struct options, now),
};
static const struct command command = {
	.tool = "lease-store",
	.does = "Keeps the leases of an exchange: AS numbers and prefixes.",
	.operands = "asn USER|prefix USER HOURS|renew USER PREFIX HOURS|"
		    "release USER PREFIX|rpki USER PREFIX on|off|list [USER]|"
		    "mappings|erase USER|expire",
	.expected = "a verb and what it needs",
	.most = 4,
	.example = "lease-store -s site.yaml mappings >mappings.json",
	.page = "lease-store(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* Opens what the verb works on. */
static bool
open_store(struct task *task, struct site_leases *leases,
    const struct options *o)
{
	struct place place = { leases->store, 0 };
	struct why why;

	task->store = lease_store_open(leases, (int)o->wait * 1000,
	    o->new_pools, &why);
	if (task->store == NULL) {
		diag_say(task->diag, DIAG_ERROR, &place, NULL, "%s", why.text);
		return false;
	}
	lease_store_now(task->store, o->now);
	return true;
}

/* The site's leases with the store of the option; NULL, which has been
 * reported, if it has none. */
static struct site_leases *
leases_of(struct site *site, const struct options *o, struct diag *diag)
{
	struct site_leases *leases = &site->leases;

	if (site->line[SITE_LEASES] == 0) {
		site_refuse(site, 0, "leases",
		    "missing (expected the pools "
		    "of the gateway)",
		    diag);
		return NULL;
	}
	if (o->store != NULL) {
		free(leases->store);
		leases->store = mem_strdup(o->store);
	}
	return leases;
}

/* A hook may write anywhere: what it needs only the operator knows. */
static void
wall_in_task(const struct task *task)
{
	const struct site_leases *leases = task->site;
	struct wall_paths paths = { 0 };

	if (!leases_in_postgresql(leases))
		wall_path_add(&paths, leases->store, WALL_PATH_WRITE);
	/* SQLite's, for much data. */
	wall_path_add(&paths, "/var/tmp", WALL_PATH_WRITE);
	wall_path_add(&paths, "/tmp", WALL_PATH_WRITE);
	if (leases->roa_hook == NULL) {
		wall_in("lease-store", &paths, task->diag);
	} else {
		wall_path_add(&paths, "/", WALL_PATH_WRITE);
		wall_in("lease-store HOOK", &paths, task->diag);
	}
}

int
main(int argc, char **argv)
{
	struct options o = { .wait = 10, .now = -1 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct task task = { .options = &o, .diag = &diag };
	const struct verb *verb;
	struct site_leases *leases;
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	if ((verb = verb_of(&command, operands)) == NULL ||
	    !hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	status = 2;
	out_open(stdout);
	task.operand = operands + 1;
	task.site = leases = leases_of(site, &o, &diag);
	if (leases != NULL)
		wall_in_task(&task);
	if (leases != NULL && open_store(&task, leases, &o))
		status = verb->run(&task);
	lease_store_close(task.store);
	site_free(site);
	return status;
}
