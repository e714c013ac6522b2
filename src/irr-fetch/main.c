/* irr-fetch: asks an IRRd server for what the sessions of a site name. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "irr-fetch/irr-query.h"
#include "irr-fetch/irr-wanted.h"
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

static bool
needs_server(const struct site *site, const struct irr_wanted *w,
    struct diag *diag)
{
	return site->line[SITE_IRR] != 0 || w->nasns == 0 ||
	    site_refuse(site, 0, "irr",
		"missing (expected the server to "
		"ask)",
		diag);
}

/* Names the server, and all that is asked: the answer to other questions must
 * not stand in. */
static void
name_questions(struct buf *url, const struct site *site,
    const struct irr_wanted *w)
{
	const struct site_irr *irr = &site->irr;
	uint8_t hash[crypto_hash_sha256_BYTES];
	char host[ENDPOINT_TEXT], hex[ANSWER_HEX];
	struct buf text = { 0 };

	for (size_t i = 0; i < w->nsets; i++)
		buf_printf(&text, "%s\n", w->sets[i].name);
	for (size_t i = 0; i < w->nasns; i++)
		buf_printf(&text, "%u\n", (unsigned)w->asns[i]);
	buf_printf(&text, "%d %d\n", w->families[0], w->families[1]);
	crypto_hash_sha256(hash, (const unsigned char *)text.data, text.len);
	buf_printf(url, "irrd://%s:%u/", host_print(host, &irr->server),
	    (unsigned)irr->port);
	for (size_t i = 0; i < irr->sources.n; i++)
		buf_printf(url, "%s,", irr->sources.v[i]);
	buf_str(url, answer_hex(hex, hash));
	buf_free(&text);
}

/* The new answer in *A, or the last good one in place of a failure. */
static bool
ask(struct answer *a, const struct site *site, const struct irr_wanted *w,
    struct cache *cache, struct diag *diag)
{
	struct buf url = { 0 }, at = { 0 };
	char host[ENDPOINT_TEXT];
	struct place place;
	struct cache_key key;
	struct answer kept = { 0 };
	struct why why;
	time_t when;
	bool ok;

	name_questions(&url, site, w);
	buf_printf(&at, "%s:%u", host_print(host, &site->irr.server),
	    (unsigned)site->irr.port);
	place = (struct place){ buf_cstr(&at), 0 };
	/* Records are longer than the answers that they are made of. */
	key = (struct cache_key){ "irr", buf_cstr(&url),
		(size_t)site->irr.max_size << 23 };
	ok = irr_query(a, w, site, &why);
	if (ok) {
		cache_keep(cache, &key, a);
	} else {
		ok = cache_load(cache, &key, &kept, &when);
		ok = cache_stands_in(ok ? &when : NULL, site->irr.max_stale,
		    &place, &why, diag);
		answer_free(a);
		*a = kept;
	}
	buf_free(&url);
	buf_free(&at);
	return ok;
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
	    irr_wanted_make(&w, site, &nets, diag) &&
	    needs_server(site, &w, diag);

	if (ok && w.nasns > 0)
		ok = cache_open(&cache, path, given, diag) &&
		    ask(&a, site, &w, &cache, diag);
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
