/* source-fetch: fetches the documents that a site needs. */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "site/site-read.h"
#include "source-fetch/batch.h"
#include "source-fetch/options.h"
#include "stream/records.h"
#include "stream/source-record.h"

static void
write_record(FILE *f, const struct fetch *fetch)
{
	const struct answer *a = fetch_answer(fetch);
	const char *name = fetch->source->name, *url = fetch->source->url;
	char hex[ANSWER_HEX];

	answer_hex(hex, a->sha256);
	source_record_put(f,
	    &(struct source_record){ .name = { name, strlen(name) },
		.url = { url, strlen(url) },
		.sha256 = { hex, strlen(hex) },
		.body = a->body });
}

/* Writes the document unchanged. */
static void
write_raw(FILE *f, const struct fetch *fetch)
{
	const struct answer *a = fetch_answer(fetch);

	fwrite(a->body.p, 1, a->body.n, f);
}

/* Writes the answers.  Called only when all of them have arrived. */
static bool
write_out(const struct batch *b, bool raw, struct diag *diag)
{
	out_open(stdout);
	if (!raw)
		records_begin(stdout);
	for (size_t i = 0; i < b->n; i++)
		(raw ? write_raw : write_record)(stdout, &b->v[i]);
	if (!raw)
		records_end(stdout);
	if (!out_finish(stdout, diag))
		return false;
	diag_summary(diag, "%zu fetched, %zu unchanged, %zu stale",
	    batch_count(b, FETCH_FETCHED), batch_count(b, FETCH_UNCHANGED),
	    batch_count(b, FETCH_STALE));
	return true;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct cache cache = { .fd = -1 };
	struct batch batch = { 0 };
	struct wall_paths paths = { 0 };
	struct buf path = { 0 };
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	site_cache_path(&path, site, o.cache, "sources");
	if (!cache_open(&cache, buf_cstr(&path), o.cache != NULL, &diag))
		goto out;
	wall_path_add(&paths, buf_cstr(&path), WALL_PATH_WRITE);
	wall_in("source-fetch", &paths, &diag);
	if (batch_make(&batch, site, o.names, &cache, &diag) &&
	    batch_run(&batch, &cache, &diag) && write_out(&batch, o.raw, &diag))
		status = 0;
out:
	batch_free(&batch);
	cache_close(&cache);
	buf_free(&path);
	site_free(site);
	return status;
}
