/* The fetches of one run. */
#include "source-fetch/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/url.h"
#include "site/sources.h"
#include "source-fetch/transfer.h"

static bool
say_unknown(const struct site *site, const char *name, struct diag *diag)
{
	struct place place = { site->file, 0 };
	struct buf text = { 0 };

	near_expected(&text, name, site->sources.v, site->sources.n,
	    sizeof *site->sources.v, NEAR_LISTED);
	diag_say(diag, DIAG_ERROR, &place, "sources", "no source \"%s\" (%s)",
	    name, buf_cstr(&text));
	buf_free(&text);
	return false;
}

static bool
known(const struct site *site, char **names, struct diag *diag)
{
	if (site->sources.n == 0)
		return site_refuse(site, 0, "sources",
		    "missing (expected what "
		    "to fetch)",
		    diag);
	for (char **name = names; *name != NULL; name++) {
		if (source_find(&site->sources, *name, strlen(*name)) != NULL)
			continue;
		return say_unknown(site, *name, diag);
	}
	return true;
}

static bool
wanted(const struct site_source *s, char **names)
{
	if (*names == NULL)
		return true;
	for (; *names != NULL; names++)
		if (strcmp(*names, s->name) == 0)
			return true;
	return false;
}

static bool
secrets(struct fetch *f, struct diag *diag)
{
	const struct site_source *s = f->source;

	return (s->token_file == NULL ||
		   token_read(&f->token, s->token_file, diag)) &&
	    (s->key_file == NULL || secret_file_ok(s->key_file, diag));
}

bool
batch_make(struct batch *b, const struct site *site, char **names,
    struct cache *cache, struct diag *diag)
{
	*b = (struct batch){ 0 };
	if (!known(site, names, diag))
		return false;
	b->v = mem_zalloc(site->sources.n * sizeof *b->v);
	for (size_t i = 0; i < site->sources.n; i++) {
		struct fetch *f = &b->v[b->n];
		struct cache_key key;

		if (!wanted(&site->sources.v[i], names))
			continue;
		b->n++;
		f->source = &site->sources.v[i];
		if (!secrets(f, diag))
			return false;
		key = fetch_key(f);
		if (url_scheme(f->source->url) != URL_FILE)
			f->has_kept = cache_load(cache, &key, &f->kept,
			    &f->kept_when);
	}
	return true;
}

static bool
over_network(const struct batch *b)
{
	return batch_count(b, FETCH_WAITING) > 0;
}

bool
batch_run(struct batch *b, struct cache *cache, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < b->n; i++)
		if (url_scheme(b->v[i].source->url) == URL_FILE)
			fetch_local(&b->v[i]);
	if (over_network(b) && !transfer_all(b->v, b->n, diag))
		return false;
	for (size_t i = 0; i < b->n; i++)
		ok &= fetch_settle(&b->v[i], cache, diag);
	return ok;
}

size_t
batch_count(const struct batch *b, enum fetch_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->v[i].state == state;
	return n;
}

void
batch_free(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		fetch_free(&b->v[i]);
	free(b->v);
	*b = (struct batch){ 0 };
}
