/* The server's answer, or the last good one. */
#include "irr-fetch/irr-answer.h"

#include <sodium.h>

#include "irr-fetch/irr-query.h"

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

bool
irr_answer_get(struct answer *a, const struct site *site,
    const struct irr_wanted *w, struct cache *cache, struct diag *diag)
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
