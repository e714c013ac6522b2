/* irr-fetch: asks an IRRd server for what the sessions of a site name. */
#include <stdio.h>
#include <unistd.h>

#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "irr-fetch/irr-answer.h"
#include "site/site-read.h"
#include "stream/records.h"

struct options {
	struct common common;
	const char *cache; /* NULL: below the site's state-dir */
};

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	{ 0, "cache", "DIRECTORY", "keep the last good answer there",
	    OPTION_TEXT, offsetof(struct options, cache) },
};
static const struct command command = {
	.tool = "irr-fetch",
	.does = "Writes records of the sets and routes that a site's sessions "
		"name.",
	.operands = "[<RECORDS]",
	.expected = "none: the site file says what to ask",
	.example = "irr-fetch -s site.yaml | bird-render -s site.yaml",
	.page = "irr-fetch(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

static bool
take_net(void *state, const struct taking *t)
{
	records_pass(stdout, t->line);
	return nets_take(state, t);
}

static const struct taker takers[] = {
	{ "net", take_net },
	{ NULL, records_pass_on, .unparsed = true },
};

/* Passes the input on, which is read only if a session needs its nets. */
static bool
read_nets(struct nets *nets, const struct site *site, struct diag *diag)
{
	return !irr_wants_nets(site) ||
	    (records_read_or(STDIN_FILENO, "-",
		 "A session has as-set: peeringdb, which needs net records",
		 takers, sizeof takers / sizeof *takers, nets, diag) &&
		nets_sort(nets, diag));
}

/* Asks, and writes the answer behind what was passed on. */
static bool
run(const struct site *site, const char *path, bool given, struct diag *diag)
{
	struct nets nets = { 0 };
	struct irr_wanted w = { 0 };
	struct cache cache = { .fd = -1 };
	struct answer a = { 0 };
	bool ok = read_nets(&nets, site, diag) &&
	    irr_wanted_make(&w, site, &nets, diag);

	if (ok && w.nasns > 0)
		ok = cache_open(&cache, path, given, diag) &&
		    irr_answer_get(&a, site, &w, &cache, diag);
	if (ok) {
		if (a.body.n > 0)
			fwrite(a.body.p, 1, a.body.n, stdout);
		records_end(stdout);
	}
	ok = out_finish(stdout, diag) && ok;
	if (ok)
		diag_summary(diag, "%zu sets, %zu AS numbers", w.nsets,
		    w.nasns);
	answer_free(&a);
	cache_close(&cache);
	irr_wanted_free(&w);
	nets_free(&nets);
	return ok;
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct wall_paths paths = { 0 };
	struct buf path = { 0 };
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	site_cache_path(&path, site, o.cache, "irr");
	wall_path_add(&paths, buf_cstr(&path), WALL_PATH_WRITE);
	wall_in("irr-fetch", &paths, &diag);
	out_open(stdout);
	records_begin(stdout);
	status = run(site, buf_cstr(&path), o.cache != NULL, &diag) ? 0 : 2;
	buf_free(&path);
	site_free(site);
	return status;
}
